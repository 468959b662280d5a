package dev.clova.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Running text, broken into lines at its spaces. */
public final class Paragraph {

  private Paragraph() {}

  /**
   * The lines of a text, each at most so many cells wide. The text's own line breaks stay; lines
   * that begin with a space are kept as they are, and so is a word that is wider than a line.
   */
  public static List<String> lines(String text, int cells) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (line.startsWith(" ") || DisplayWidth.of(line) <= cells) {
        lines.add(line);
      } else {
        breakInto(lines, line, cells);
      }
    }
    return lines;
  }

  private static void breakInto(List<String> lines, String text, int cells) {
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && DisplayWidth.of(line + " " + word) > cells) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
  }
}
