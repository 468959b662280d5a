package dev.clova.cli.render;

import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Style;
import java.util.List;

/**
 * Sentences about the work, one after the other.
 *
 * @param palette how to paint them
 * @param columns the width in character cells
 */
public record Remarks(Palette palette, int columns) {

  private static final int INDENT = 2;

  /** One of several: with a mark before it. */
  public List<String> item(String text) {
    List<Span> lead = List.of(Span.gap(INDENT), new Span("*", Style.HINT), Span.gap(1));
    return Line.texts(Flow.fill(columns, lead, INDENT + 2, List.of(Span.plain(text))), palette);
  }

  /** A sentence of its own. */
  public List<String> sentence(String text) {
    return Line.texts(Flow.fill(columns, List.of(), 0, List.of(Span.plain(text))), palette);
  }
}
