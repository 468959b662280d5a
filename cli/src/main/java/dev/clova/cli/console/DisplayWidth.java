package dev.clova.cli.console;

import picocli.CommandLine.Help.Ansi;

/** How many character cells a text takes on a terminal. */
public final class DisplayWidth {

  /** Below this, no character is wider than one cell. */
  private static final char FIRST_WIDE = 0x1100;

  private DisplayWidth() {}

  /** The cells of a text without styles. */
  public static int of(String text) {
    int marks = 0;
    boolean wide = false;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      wide |= character >= FIRST_WIDE;
      marks += character > '~' && isMark(character) ? 1 : 0;
    }
    return (wide ? wideLength(text) : text.length()) - marks;
  }

  /** The longest beginning of a text that fits into so many cells. */
  public static String cut(String text, int cells) {
    if (of(text) <= cells) {
      return text;
    }
    int end = 0;
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      if (of(text.substring(0, next)) > cells) {
        break;
      }
      end = next;
    }
    return text.substring(0, end);
  }

  /** So many spaces that the text and they fill the cells; none if it is wider already. */
  static String padding(String text, int cells) {
    return " ".repeat(Math.max(0, cells - of(text)));
  }

  private static boolean isMark(char character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  /** The library reads {@code @|} as the start of its own mark-up, which this text has none of. */
  private static int wideLength(String text) {
    return Ansi.OFF.new Text(text.replace('@', 'a')).getCJKAdjustedLength();
  }
}
