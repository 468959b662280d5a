package dev.clova.engine.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/**
 * An array of texts in a definition file, to be changed where it stands: every byte that does not
 * belong to the change stays as it is, comments and layout above all.
 */
final class TextArray {

  private record Element(String value, int begin, int end) {}

  private final String text;
  private final int open;
  private final List<Element> elements;

  private TextArray(String text, int open, List<Element> elements) {
    this.text = text;
    this.open = open;
    this.elements = List.copyOf(elements);
  }

  /**
   * The array of that key; empty if the file has none, or one that cannot be changed in place: with
   * texts over several lines, or not of texts alone.
   */
  static Optional<TextArray> in(String text, String... key) {
    List<String> path = List.of(key);
    TomlParseResult toml = Toml.parse(text);
    if (toml.hasErrors() || !toml.isArray(path)) {
      return Optional.empty();
    }
    TomlArray array = Objects.requireNonNull(toml.getArray(path));
    int begin = index(text, Objects.requireNonNull(toml.inputPositionOf(path)));
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      int from = index(text, Objects.requireNonNull(array.inputPositionOf(i)));
      Optional<Element> element = element(text, from, array.get(i));
      if (element.isEmpty()) {
        return Optional.empty();
      }
      elements.add(element.get());
    }
    int open = text.indexOf('[', text.indexOf('=', begin));
    return Optional.of(new TextArray(text, open, elements)).filter(TextArray::isOrdinary);
  }

  private static Optional<Element> element(String text, int from, Object value) {
    if (!(value instanceof String string) || text.startsWith(quotes(text.charAt(from)), from)) {
      return Optional.empty();
    }
    int lineEnd = text.indexOf('\n', from);
    String line = text.substring(0, lineEnd < 0 ? text.length() : lineEnd);
    return Optional.of(new Element(string, from, SourceToken.end(line, from)));
  }

  private static String quotes(char quote) {
    return Character.toString(quote).repeat(3);
  }

  static int index(String text, TomlPosition position) {
    int start = 0;
    for (int line = 1; line < position.line(); line++) {
      start = text.indexOf('\n', start) + 1;
    }
    return text.offsetByCodePoints(start, position.column() - 1);
  }

  /** Whether every comma stands right behind its element. */
  private boolean isOrdinary() {
    return elements.stream()
        .allMatch(e -> comma(e.end()).map(at -> blank(e.end(), at)).orElse(true));
  }

  List<String> values() {
    return elements.stream().map(Element::value).toList();
  }

  /** The file's text with another text at that place. */
  String replaced(String old, String value) {
    Element element = elements.get(values().indexOf(old));
    return text.substring(0, element.begin())
        + quoted(value, element)
        + text.substring(element.end());
  }

  /** The file's text without that one; if it has a line to itself, without the line. */
  String removed(String old) {
    int place = values().indexOf(old);
    Element element = elements.get(place);
    int afterComma = comma(element.end()).map(comma -> comma + 1).orElse(element.end());
    int lineBegin = text.lastIndexOf('\n', element.begin()) + 1;
    int lineEnd = lineEnd(afterComma);
    if (blank(lineBegin, element.begin()) && isRest(afterComma, lineEnd)) {
      return text.substring(0, lineBegin) + text.substring(Math.min(text.length(), lineEnd + 1));
    }
    int before = place == 0 ? element.begin() : elements.get(place - 1).end();
    if (place > 0 && place == elements.size() - 1 && blank(before, element.begin())) {
      return text.substring(0, before) + text.substring(element.end());
    }
    int next = afterComma;
    while (next < lineEnd && " \t".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    return text.substring(0, element.begin()) + text.substring(next);
  }

  /** The file's text with one more at the end, in a line of its own if the last one has one. */
  String added(String value) {
    if (elements.isEmpty()) {
      return text.substring(0, open + 1) + '"' + value + '"' + text.substring(open + 1);
    }
    Element last = elements.getLast();
    Optional<Integer> comma = comma(last.end());
    String written = quoted(value, last);
    int lineBegin = text.lastIndexOf('\n', last.begin()) + 1;
    int afterComma = comma.map(at -> at + 1).orElse(last.end());
    int lineEnd = lineEnd(afterComma);
    if (!blank(lineBegin, last.begin()) || !isRest(afterComma, lineEnd)) {
      return text.substring(0, last.end()) + ", " + written + text.substring(last.end());
    }
    String end = text.charAt(lineEnd - 1) == '\r' ? "\r\n" : "\n";
    return text.substring(0, last.end())
        + ","
        + text.substring(afterComma, lineEnd + 1)
        + text.substring(lineBegin, last.begin())
        + written
        + (comma.isPresent() ? "," : "")
        + end
        + text.substring(lineEnd + 1);
  }

  /** Where the line after the array begins; empty if something else stands behind it. */
  Optional<Integer> nextLine() {
    int at = elements.isEmpty() ? open + 1 : elements.getLast().end();
    while (at < text.length() && text.charAt(at) != ']') {
      at = text.charAt(at) == '#' ? lineEnd(at) : at + 1;
    }
    int end = lineEnd(at);
    return at < end && isRest(at + 1, end) ? Optional.of(end + 1) : Optional.empty();
  }

  /** Names of targets, services and tags need no escapes. */
  private String quoted(String value, Element like) {
    char quote = text.charAt(like.begin());
    return quote + value + quote;
  }

  /** The comma after an element, past blanks and comments. */
  private Optional<Integer> comma(int from) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        at = lineEnd(at);
      } else if (c == ',') {
        return Optional.of(at);
      } else if (!Character.isWhitespace(c)) {
        return Optional.empty();
      }
      at++;
    }
    return Optional.empty();
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /** Whether nothing but a comment follows in the line. */
  private boolean isRest(int from, int lineEnd) {
    String rest = text.substring(from, lineEnd).strip();
    return lineEnd < text.length() && (rest.isEmpty() || rest.startsWith("#"));
  }

  private boolean blank(int from, int to) {
    return text.substring(from, to).chars().allMatch(c -> c == ' ' || c == '\t' || c == ',');
  }
}
