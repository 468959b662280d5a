package dev.clova.cli.render;

import dev.clova.cli.console.Style;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills lines with words, breaking at spaces only: a name that is longer than the line stays whole,
 * so that it can be copied.
 */
final class Flow {

  private final int width;
  private final int hang;
  private final List<Line> lines = new ArrayList<>();
  private final List<Span> line = new ArrayList<>();
  private int column;
  private boolean fresh = true;

  private Flow(int width, int hang, List<Span> lead) {
    this.width = width;
    this.hang = hang;
    lead.forEach(this::put);
  }

  /**
   * Lines of at most {@code width} columns, words wider than that apart.
   *
   * @param lead how the first line begins
   * @param hang the column in which the others begin
   * @param words what is filled in; a word may change style inside
   */
  static List<Line> words(int width, List<Span> lead, int hang, List<List<Span>> words) {
    Flow flow = new Flow(width, hang, lead);
    words.forEach(flow::word);
    flow.end();
    return flow.lines;
  }

  /** The same for a text, which is broken at its spaces. */
  static List<Line> fill(int width, List<Span> lead, int hang, List<Span> text) {
    return words(width, lead, hang, split(text));
  }

  private void word(List<Span> word) {
    int wide = word.stream().mapToInt(Span::width).sum();
    int gap = fresh ? 0 : 1;
    if ((!fresh || column > hang) && column + gap + wide > width) {
      end();
      put(Span.gap(hang));
      gap = 0;
    }
    if (gap > 0) {
      put(new Span(" ", between(word)));
    }
    word.forEach(this::put);
    fresh = false;
  }

  /** A space within an emphasis belongs to it. */
  private Style between(List<Span> word) {
    Style before = line.getLast().style();
    return before == word.getFirst().style() ? before : Style.PLAIN;
  }

  private void put(Span span) {
    line.add(span);
    column += span.width();
  }

  private void end() {
    lines.add(new Line(line));
    line.clear();
    column = 0;
    fresh = true;
  }

  /** The words of a text. */
  static List<List<Span>> split(List<Span> text) {
    List<List<Span>> words = new ArrayList<>();
    List<Span> word = new ArrayList<>();
    for (Span span : text) {
      int from = 0;
      for (int at = 0; at <= span.text().length(); at++) {
        boolean ends = at == span.text().length();
        if (!ends && span.text().charAt(at) != ' ') {
          continue;
        }
        if (at > from) {
          word.add(new Span(span.text().substring(from, at), span.style()));
        }
        if (!ends && !word.isEmpty()) {
          words.add(List.copyOf(word));
          word.clear();
        }
        from = at + 1;
      }
    }
    if (!word.isEmpty()) {
      words.add(List.copyOf(word));
    }
    return words;
  }
}
