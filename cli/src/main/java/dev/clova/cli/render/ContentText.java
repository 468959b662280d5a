package dev.clova.cli.render;

import dev.clova.cli.console.DisplayWidth;
import dev.clova.cli.console.Printable;
import dev.clova.cli.console.Style;
import dev.clova.cli.render.PlanView.ContentLine;
import dev.clova.cli.render.PlanView.ContentLines;
import dev.clova.state.TextLine;
import java.util.ArrayList;
import java.util.List;

/** Draws the lines of a file's change; long ones go on in the next line, very long ones are cut. */
final class ContentText {

  private static final int INDENT = 6;
  private static final int LONGEST = 400;
  private static final int TAB = 4;

  private ContentText() {}

  static List<Line> lines(ContentLines content, int width) {
    List<Line> lines = new ArrayList<>();
    content.lines().forEach(line -> lines.addAll(lines(line, width)));
    if (content.left() > 0) {
      lines.add(remark(Amounts.of(content.left(), "more line") + " not shown"));
    }
    content.notes().forEach(note -> lines.addAll(note(note, width)));
    return lines;
  }

  private static List<Line> lines(ContentLine line, int width) {
    Style style = Marks.style(line.sort());
    String text = Printable.of(tabless(visible(line)));
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    List<Line> lines = new ArrayList<>();
    String mark = Marks.mark(line.sort()) + " ";
    for (String piece : pieces(cut, width - INDENT - mark.length())) {
      lines.add(Line.of(Span.gap(INDENT), new Span(mark + piece, style)));
    }
    if (cut.length() < text.length()) {
      lines.add(remark(Amounts.of(text.length() - LONGEST, "more character") + " not shown"));
    }
    if (!line.note().isEmpty()) {
      lines.add(remark(line.note()));
    }
    return lines;
  }

  private static String visible(ContentLine line) {
    boolean isSide = line.sort() == TextLine.Sort.OLD || line.sort() == TextLine.Sort.NEW;
    boolean endsInReturn = isSide && line.text().endsWith("\r");
    return endsInReturn ? line.text().substring(0, line.text().length() - 1) : line.text();
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

  private static List<String> pieces(String text, int columns) {
    List<String> pieces = new ArrayList<>();
    String rest = text;
    while (DisplayWidth.of(rest) > columns) {
      String piece = DisplayWidth.cut(rest, columns);
      pieces.add(piece);
      rest = rest.substring(piece.length());
    }
    pieces.add(rest);
    return pieces;
  }

  private static List<Line> note(String note, int width) {
    Span indent = Span.gap(INDENT + 2);
    return Flow.fill(
        width, List.of(indent), INDENT + 2, List.of(new Span("(" + note + ")", Style.FAINT)));
  }

  private static Line remark(String text) {
    return Line.of(Span.gap(INDENT + 2), new Span("(" + text + ")", Style.FAINT));
  }
}
