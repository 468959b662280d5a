package dev.clova.cli.render;

import dev.clova.cli.console.Printable;

/** Text within HTML of which nothing is taken for HTML, and of which everything can be seen. */
final class HtmlText {

  private HtmlText() {}

  /** Text on one line, for content and for values of attributes. */
  static String of(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    String printable = Printable.of(text);
    for (int i = 0; i < printable.length(); i++) {
      char character = printable.charAt(i);
      switch (character) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(character);
      }
    }
    return escaped.toString();
  }

  /** A name as code, not too much of it. */
  static String code(String name) {
    return "<code>" + of(MarkdownText.cut(name, 200)) + "</code>";
  }
}
