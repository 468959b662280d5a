package dev.clova.state;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * Writes the small part of TOML that a plan file is made of, always in the same layout: one fact a
 * line, and nothing on a line that changes when its neighbour does.
 */
final class TomlOut {

  private static final Pattern BARE = Pattern.compile("[a-z_]+");

  private final StringBuilder text = new StringBuilder();

  TomlOut text(String key, String value) {
    return line(key(key) + " = " + quoted(value));
  }

  TomlOut term(String key, Term value) {
    return text(key, value.word());
  }

  TomlOut number(String key, long value) {
    return line(key(key) + " = " + value);
  }

  TomlOut flag(String key, boolean value) {
    return line(key(key) + " = " + value);
  }

  /** Leaves out an empty list. */
  TomlOut texts(String key, List<?> values) {
    return list(key, values.stream().map(value -> quoted(value.toString())).toList());
  }

  /** A list of tables, each in one line; leaves out an empty list. */
  TomlOut tables(String key, List<? extends SortedMap<String, String>> values) {
    return list(key, values.stream().map(TomlOut::inline).toList());
  }

  /** Lines as they are, if TOML can hold them so; quoted lines otherwise. */
  TomlOut block(String key, List<String> lines) {
    List<String> encodable = lines.stream().map(Bytes::encodable).toList();
    if (lines.isEmpty() || !encodable.stream().allMatch(TomlOut::isLiteral)) {
      return texts(key, encodable);
    }
    line(key(key) + " = '''");
    encodable.forEach(this::line);
    return line("'''");
  }

  TomlOut blank() {
    return line("");
  }

  TomlOut table(String name) {
    return line("").line("[" + name + "]");
  }

  TomlOut element(String name) {
    return line("").line("[[" + name + "]]");
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** What is invisible, or moves what is visible, is told by its number. */
  private static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private TomlOut list(String key, List<String> elements) {
    if (elements.isEmpty()) {
      return this;
    }
    line(key(key) + " = [");
    elements.forEach(element -> line("  " + element + ","));
    return line("]");
  }

  private TomlOut line(String line) {
    text.append(line).append('\n');
    return this;
  }

  private static boolean isLiteral(String line) {
    return !line.contains("'''") && line.codePoints().allMatch(c -> c == '\t' || isPlain(c));
  }

  private static String inline(SortedMap<String, String> values) {
    StringBuilder table = new StringBuilder("{");
    String separator = " ";
    for (Map.Entry<String, String> value : values.entrySet()) {
      table.append(separator).append(value.getKey()).append(" = ").append(quoted(value.getValue()));
      separator = ", ";
    }
    return table.append(" }").toString();
  }

  private static String key(String key) {
    return BARE.matcher(key).matches() ? key : quoted(key);
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    Bytes.encodable(value).codePoints().forEach(character -> append(quoted, character));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int character) {
    switch (character) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\t' -> quoted.append("\\t");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      default -> {
        if (isPlain(character)) {
          quoted.appendCodePoint(character);
        } else {
          quoted.append("\\U%08x".formatted(character));
        }
      }
    }
  }
}
