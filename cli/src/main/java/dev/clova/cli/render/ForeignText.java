package dev.clova.cli.render;

import dev.clova.cli.console.Printable;
import java.util.regex.Pattern;

/** Lines that programs on targets print, made fit to be shown among ours. */
final class ForeignText {

  private static final int TAB = 8;

  /** What sets colours and does nothing else; they would bleed into what comes after. */
  private static final Pattern COLORS = Pattern.compile("\u001b\\[[0-9;:]*m");

  private ForeignText() {}

  /**
   * One line without colours, with tabs as spaces, and with all else that is not plainly visible.
   */
  static String line(String text) {
    String uncolored = text.indexOf('\u001b') < 0 ? text : COLORS.matcher(text).replaceAll("");
    String whole =
        uncolored.endsWith("\r") ? uncolored.substring(0, uncolored.length() - 1) : uncolored;
    return Printable.of(whole.indexOf('\t') < 0 ? whole : tabless(whole));
  }

  private static String tabless(String text) {
    StringBuilder spaces = new StringBuilder();
    text.chars()
        .forEach(
            character -> {
              if (character == '\t') {
                spaces.repeat(' ', TAB - spaces.length() % TAB);
              } else {
                spaces.append((char) character);
              }
            });
    return spaces.toString();
  }
}
