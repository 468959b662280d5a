package dev.clova.cli.render;

import dev.clova.cli.console.DisplayWidth;
import dev.clova.cli.console.Printable;
import dev.clova.cli.console.Style;

/**
 * A piece of a line. Whatever text goes in, names and contents from targets and repositories too,
 * nothing in it can steer a terminal afterwards.
 *
 * @param text printable
 * @param style what it is
 */
record Span(String text, Style style) {

  /** Makes the text printable. */
  Span {
    text = Printable.of(text);
  }

  /** Text of no note. */
  static Span plain(String text) {
    return new Span(text, Style.PLAIN);
  }

  /** So many spaces. */
  static Span gap(int columns) {
    return plain(" ".repeat(Math.max(0, columns)));
  }

  int width() {
    return DisplayWidth.of(text);
  }
}
