package dev.clova.cli.console;

import java.util.regex.Pattern;

/**
 * Makes text from repositories and targets harmless to look at. Whatever could move the cursor,
 * change colours, reverse the reading order, hide, or break a line comes out as its number, like
 * <code>&#92;u{1b}</code>. So does what a runner of pipelines would take for a command in a log:
 * {@code ::} where a line begins, and <code>##[</code> anywhere.
 */
public final class Printable {

  private static final Pattern COMMAND = Pattern.compile("##([A-Za-z]*\\[)");

  private Printable() {}

  /** The text on one line, with every character that is not plainly visible written out. */
  public static String of(String text) {
    return withoutCommands(visible(text));
  }

  private static String visible(String text) {
    int plain = 0;
    while (plain < text.length() && isPlainAscii(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, plain);
    text.codePoints()
        .skip(plain)
        .forEach(
            character -> {
              if (isVisible(character)) {
                escaped.appendCodePoint(character);
              } else {
                escaped.append("\\u{").append(Integer.toHexString(character)).append('}');
              }
            });
    return escaped.toString();
  }

  private static String withoutCommands(String text) {
    int colons = text.indexOf("::");
    String line =
        colons >= 0 && text.substring(0, colons).isBlank()
            ? text.substring(0, colons) + "\\u{3a}" + text.substring(colons + 1)
            : text;
    return line.contains("##") ? COMMAND.matcher(line).replaceAll("\\\\u{23}#$1") : line;
  }

  private static boolean isPlainAscii(char character) {
    return character >= ' ' && character <= '~';
  }

  /** Whether a character shows itself, and does nothing else. */
  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> character == ' ';
      default -> !isBlankLetter(character) && !isVariationSelector(character);
    };
  }

  /** Letters and marks that show nothing: Hangul fillers, joiners, the empty Braille cell. */
  private static boolean isBlankLetter(int character) {
    return switch (character) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
      default -> false;
    };
  }

  private static boolean isVariationSelector(int character) {
    return (character >= 0x180B && character <= 0x180F)
        || (character >= 0xFE00 && character <= 0xFE0F)
        || (character >= 0xE0100 && character <= 0xE01EF);
  }
}
