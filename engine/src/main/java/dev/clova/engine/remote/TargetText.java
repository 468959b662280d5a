package dev.clova.engine.remote;

import java.nio.charset.StandardCharsets;

/**
 * Makes text that a target wrote safe to show: what a terminal or a reviewer's page would obey
 * rather than show is written as {@code \\u{...}}.
 */
public final class TargetText {

  private TargetText() {}

  /** Several lines: line ends and tabs stay. Bytes that are not UTF-8 become U+FFFD. */
  public static String lines(byte[] bytes) {
    return escape(new String(bytes, StandardCharsets.UTF_8), true);
  }

  /** One line: line ends are escaped too. */
  public static String line(String text) {
    return escape(text, false);
  }

  private static String escape(String text, boolean keepLines) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (shown(point) || (keepLines && (point == '\n' || point == '\t'))) {
                safe.appendCodePoint(point);
              } else {
                safe.append("\\u{").append(Integer.toHexString(point)).append('}');
              }
            });
    return safe.toString();
  }

  private static boolean shown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }
}
