package dev.clova.cli.render;

import dev.clova.cli.console.DisplayWidth;
import dev.clova.cli.console.Palette;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One line of output, not yet painted.
 *
 * @param spans from left to right; neighbours of one style are one span, and no blanks stand at the
 *     end
 */
record Line(List<Span> spans) {

  /** An empty line. */
  static final Line BLANK = new Line(List.of());

  private static final String CUT = "…";

  /** Joins neighbours and drops blanks at the end. */
  Line {
    spans = trimmed(joined(spans));
  }

  static Line of(Span... spans) {
    return new Line(Arrays.asList(spans));
  }

  /** How many columns it takes. */
  int width() {
    return spans.stream().mapToInt(Span::width).sum();
  }

  /** The same cut to so many columns, with a mark at the end where something is missing. */
  Line cut(int columns) {
    if (width() <= columns) {
      return this;
    }
    List<Span> kept = new ArrayList<>();
    int left = columns - 1;
    for (Span span : spans) {
      String part = DisplayWidth.cut(span.text(), left);
      kept.add(new Span(part, span.style()));
      left -= DisplayWidth.of(part);
      if (part.length() < span.text().length()) {
        break;
      }
    }
    kept.add(Span.plain(CUT));
    return new Line(kept);
  }

  /** The line as it is printed, without its end. */
  String text(Palette palette) {
    StringBuilder text = new StringBuilder();
    spans.forEach(span -> text.append(palette.paint(span.style(), span.text())));
    return text.toString();
  }

  /** Lines as they are printed, without their ends. */
  static List<String> texts(List<Line> lines, Palette palette) {
    return lines.stream().map(line -> line.text(palette)).toList();
  }

  private static List<Span> joined(List<Span> spans) {
    List<Span> joined = new ArrayList<>();
    for (Span span : spans) {
      if (span.text().isEmpty()) {
        continue;
      }
      if (!joined.isEmpty() && joined.getLast().style() == span.style()) {
        joined.add(new Span(joined.removeLast().text() + span.text(), span.style()));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  private static List<Span> trimmed(List<Span> spans) {
    List<Span> trimmed = new ArrayList<>(spans);
    while (!trimmed.isEmpty()) {
      Span last = trimmed.removeLast();
      String text = last.text().stripTrailing();
      if (!text.isEmpty()) {
        trimmed.add(new Span(text, last.style()));
        break;
      }
    }
    return List.copyOf(trimmed);
  }
}
