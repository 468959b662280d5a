package dev.clova.cli.console;

import java.util.Map;
import java.util.Optional;

/**
 * Which of the three streams are a terminal, and how wide it is. Java cannot tell the streams
 * apart; the launcher can, and passes on what it found.
 *
 * @param input whether somebody can type an answer
 * @param output whether standard output is read by a person
 * @param error whether error output is read by a person
 * @param columns the width in character cells
 */
public record Terminal(boolean input, boolean output, boolean error, int columns) {

  /** The width of text that no terminal limits. */
  public static final int DEFAULT_COLUMNS = 100;

  private static final int NARROWEST = 40;

  /** No terminal at all: files and pipes. */
  public static final Terminal NONE = new Terminal(false, false, false, DEFAULT_COLUMNS);

  /** Takes a width that no layout could live with as the narrowest that one can. */
  public Terminal {
    columns = Math.max(NARROWEST, columns);
  }

  /**
   * What the launcher and the environment say.
   *
   * @param descriptors the numbers of the file descriptors that are terminals, such as {@code 02}
   * @param measured the terminal's columns as the launcher measured them, or an empty string
   * @param environment where {@code COLUMNS} overrides what was measured
   */
  public static Terminal of(String descriptors, String measured, Map<String, String> environment) {
    int columns =
        number(environment.getOrDefault("COLUMNS", ""))
            .or(() -> number(measured))
            .orElse(DEFAULT_COLUMNS);
    return new Terminal(
        descriptors.contains("0"), descriptors.contains("1"), descriptors.contains("2"), columns);
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[1-9][0-9]{0,3}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }
}
