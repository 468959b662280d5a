package dev.clova.engine.definition;

import dev.clova.state.SourcePosition;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Where a table comes from.
 *
 * @param source its file
 * @param path the table's name in the file, such as {@code targets.vps}; empty for the file itself
 * @param isRepeated whether it is one of several of that name
 * @param problems where to say what is wrong in it
 */
record Origin(Source source, String path, boolean isRepeated, Problems problems) {

  /** A whole file. */
  static Origin of(Source source, Problems problems) {
    return new Origin(source, "", false, problems);
  }

  Origin within(String key) {
    return new Origin(source, path.isEmpty() ? key : path + "." + key, false, problems);
  }

  Origin withinEach(String key) {
    return new Origin(source, within(key).path, true, problems);
  }

  /** The table for messages: its header, or the file's name. */
  String words() {
    if (path.isEmpty()) {
      return "`" + fileName() + "`";
    }
    return isRepeated ? "`[[" + path + "]]`" : "`[" + path + "]`";
  }

  private String fileName() {
    return source.file().substring(source.file().lastIndexOf('/') + 1);
  }

  /** What a key of the table holds; the key must be there. */
  static Object get(TomlTable table, String key) {
    return Objects.requireNonNull(table.get(List.of(key)));
  }

  SourcePosition key(TomlTable table, String key) {
    return token(table.inputPositionOf(List.of(key)));
  }

  SourcePosition value(TomlTable table, String key) {
    var entry = table.entry(List.of(key));
    var value = entry == null ? null : entry.value();
    return value == null ? key(table, key) : token(value.position());
  }

  SourcePosition element(TomlArray array, int index) {
    return token(array.inputPositionOf(index));
  }

  private SourcePosition token(@Nullable TomlPosition position) {
    return position == null ? source.start() : source.token(position.line(), position.column());
  }
}
