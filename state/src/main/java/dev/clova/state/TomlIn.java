package dev.clova.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@link TomlOut} writes and refuses all other TOML. A plan file is taken only to the
 * byte as it was written; so reading more than that would only serve who forges one.
 */
final class TomlIn {

  private static final String BLOCK = "'''";

  private final List<String> lines;
  private final Map<String, Object> root = new HashMap<>();
  private final Map<String, List<Object>> elements = new HashMap<>();
  private Map<String, Object> table = root;
  private int next;

  private TomlIn(List<String> lines) {
    this.lines = lines;
  }

  static Members parse(String text) {
    if (!text.endsWith("\n")) {
      throw new Malformed("its last line has no end");
    }
    String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
    return new TomlIn(List.of(lines)).parse();
  }

  private Members parse() {
    while (next < lines.size()) {
      statement(line());
    }
    elements.forEach((name, list) -> put(root, name, list));
    return new Members(root);
  }

  private void statement(String line) {
    if (line.startsWith("[[")) {
      table = new HashMap<>();
      String name = between(line, "[[", "]]");
      elements.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Members(table));
    } else if (line.startsWith("[")) {
      table = new HashMap<>();
      put(root, between(line, "[", "]"), new Members(table));
    } else if (!line.isEmpty()) {
      assignment(line);
    }
  }

  private void assignment(String line) {
    TomlCursor cursor = new TomlCursor(line);
    String key = cursor.isAt('"') ? cursor.text() : cursor.bareKey();
    cursor.expect(" = ");
    Object value = value(cursor);
    cursor.end();
    put(table, key, value);
  }

  private Object value(TomlCursor cursor) {
    if (cursor.skips(BLOCK)) {
      return until(BLOCK);
    }
    if (cursor.skips("[")) {
      return until("]").stream().map(TomlIn::element).toList();
    }
    return cursor.isAt('"') ? cursor.text() : cursor.word();
  }

  private List<String> until(String end) {
    List<String> block = new ArrayList<>();
    for (String line = line(); !line.equals(end); line = line()) {
      block.add(line);
    }
    return block;
  }

  private String line() {
    if (next == lines.size()) {
      throw new Malformed("a list or a text has no end");
    }
    return lines.get(next++);
  }

  private static Object element(String line) {
    TomlCursor cursor = new TomlCursor(line);
    cursor.expect("  ");
    Object element = cursor.isAt('"') ? cursor.text() : inline(cursor);
    cursor.expect(",");
    cursor.end();
    return element;
  }

  private static Members inline(TomlCursor cursor) {
    Map<String, Object> values = new HashMap<>();
    cursor.expect("{ ");
    do {
      String key = cursor.bareKey();
      cursor.expect(" = ");
      put(values, key, cursor.text());
    } while (cursor.skips(", "));
    cursor.expect(" }");
    return new Members(values);
  }

  private static String between(String line, String before, String after) {
    TomlCursor cursor = new TomlCursor(line);
    cursor.expect(before);
    String name = cursor.bareKey();
    cursor.expect(after);
    cursor.end();
    return name;
  }

  private static void put(Map<String, Object> table, String name, Object value) {
    if (table.put(name, value) != null) {
      throw new Malformed("a name is given twice");
    }
  }
}
