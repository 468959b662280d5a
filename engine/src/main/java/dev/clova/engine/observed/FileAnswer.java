package dev.clova.engine.observed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the look's reader prints of one file.
 *
 * @param head the type, and of a regular file its digest
 * @param content what was wanted of it; empty if the answer ends before
 */
public record FileAnswer(String head, Optional<byte[]> content) {

  /** What it has sent: a line, and the bytes. */
  public static FileAnswer of(byte[] sent) {
    int end = 0;
    while (end < sent.length && sent[end] != '\n') {
      end++;
    }
    return new FileAnswer(
        new String(sent, 0, end, StandardCharsets.US_ASCII),
        end < sent.length
            ? Optional.of(Arrays.copyOfRange(sent, end + 1, sent.length))
            : Optional.empty());
  }
}
