package dev.clova.cli.render;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML. Every text goes through the escaping, and every element is closed. */
final class HtmlOut {

  private final StringBuilder html = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Begins an element; {@code name.class} gives it a class. */
  HtmlOut open(String element) {
    return open(element, "");
  }

  /** The same with further attributes, as they stand in the tag; their values are escaped. */
  HtmlOut open(String element, String attributes) {
    int dot = element.indexOf('.');
    String name = dot < 0 ? element : element.substring(0, dot);
    html.append('<').append(name);
    if (dot >= 0) {
      html.append(" class=\"").append(element.substring(dot + 1).replace('.', ' ')).append('"');
    }
    html.append(attributes.isEmpty() ? "" : " " + attributes).append('>');
    open.push(name);
    return this;
  }

  /** Ends the element that was begun last. */
  HtmlOut close() {
    html.append("</").append(open.pop()).append('>');
    return this;
  }

  /** The same with a line end, for who looks at the source. */
  HtmlOut end() {
    close();
    html.append('\n');
    return this;
  }

  /** A text. */
  HtmlOut text(String text) {
    html.append(HtmlText.of(text));
    return this;
  }

  /** An element that holds a text. */
  HtmlOut element(String element, String text) {
    return open(element).text(text).close();
  }

  /** What is HTML already: styles, and what the writer itself wrote. */
  HtmlOut raw(String text) {
    html.append(text);
    return this;
  }

  /** An attribute with its value. */
  static String attribute(String name, Object value) {
    return name + "=\"" + HtmlText.of(value.toString()) + "\"";
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
