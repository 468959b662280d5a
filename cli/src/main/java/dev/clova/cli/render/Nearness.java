package dev.clova.cli.render;

import dev.clova.state.TextLine;
import java.util.ArrayList;
import java.util.List;

/** Leaves out unchanged lines that are far from any changed one. */
final class Nearness {

  private Nearness() {}

  /**
   * The lines of a difference, with at most so many unchanged ones beside a changed one. Where some
   * are left out in between, a mark says so.
   */
  static List<TextLine> within(int context, List<TextLine> lines) {
    if (context == Integer.MAX_VALUE) {
      return lines;
    }
    List<TextLine> near = new ArrayList<>();
    boolean left = false;
    for (int i = 0; i < lines.size(); i++) {
      if (isNear(lines, i, context)) {
        if (left && isAmongLines(near) && lines.get(i).sort() != TextLine.Sort.HUNK) {
          near.add(TextLine.hunk("…"));
        }
        near.add(lines.get(i));
        left = false;
      } else {
        left = true;
      }
    }
    return near;
  }

  private static boolean isNear(List<TextLine> lines, int at, int context) {
    if (lines.get(at).sort() != TextLine.Sort.CONTEXT) {
      return true;
    }
    int from = Math.max(0, at - context);
    int to = Math.min(lines.size(), at + context + 1);
    return lines.subList(from, to).stream().anyMatch(Nearness::isChanged);
  }

  private static boolean isAmongLines(List<TextLine> near) {
    return !near.isEmpty() && near.getLast().sort() != TextLine.Sort.HUNK;
  }

  private static boolean isChanged(TextLine line) {
    return line.sort() == TextLine.Sort.OLD || line.sort() == TextLine.Sort.NEW;
  }
}
