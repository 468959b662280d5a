package dev.clova.cli.render;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How large a text in Markdown may be. Forges count characters, or bytes, or both.
 *
 * @param characters at most, line ends included; of bytes there may be a fifteenth more
 */
public record MarkdownSize(int characters) {

  /** The least that a plan can be told in. */
  public static final int LEAST = 8_000;

  /** What every forge takes as one comment. */
  public static final MarkdownSize COMMENT = new MarkdownSize(60_000);

  /** What a summary of a job takes. */
  public static final MarkdownSize SUMMARY = new MarkdownSize(900_000);

  /** Refuses what is too small. */
  public MarkdownSize {
    if (characters < LEAST) {
      throw new IllegalArgumentException("no plan can be told in " + characters + " characters");
    }
  }

  /** Whether these lines are not too much. */
  boolean holds(List<String> lines) {
    long length = lines.stream().mapToLong(line -> line.length() + 1L).sum();
    return length <= characters && bytes(lines) <= characters + characters / 15;
  }

  private static long bytes(List<String> lines) {
    return lines.stream()
        .mapToLong(line -> line.getBytes(StandardCharsets.UTF_8).length + 1L)
        .sum();
  }
}
