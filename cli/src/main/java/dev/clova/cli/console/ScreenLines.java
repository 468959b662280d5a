package dev.clova.cli.console;

import java.util.List;

/**
 * The lines on a full screen, from its first row on. Only what differs from what is there is
 * written, and written over before the rest of the row is erased, so that nothing flickers.
 */
final class ScreenLines {

  /** The alternate screen, without a cursor, with long lines cut rather than wrapped. */
  static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[H\u001b[2J";

  /** The screen that was there before, as it was. */
  static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";

  private static final String ERASE_REST = "\u001b[K";

  private List<String> drawn = List.of();

  /** What to write to show these lines instead of the last ones. */
  String update(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.max(lines.size(), drawn.size()); i++) {
      String line = i < lines.size() ? lines.get(i) : "";
      String there = i < drawn.size() ? drawn.get(i) : "";
      if (!line.equals(there)) {
        text.append("\u001b[").append(i + 1).append(";1H").append(line).append(ERASE_REST);
      }
    }
    drawn = List.copyOf(lines);
    return text.toString();
  }

  /** What to write before everything is drawn anew: a resized terminal may show anything. */
  String clear() {
    drawn = List.of();
    return "\u001b[H\u001b[2J";
  }
}
