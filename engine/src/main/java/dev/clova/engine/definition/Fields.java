package dev.clova.engine.definition;

import dev.clova.state.ProblemCode;
import dev.clova.state.SourcePosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/**
 * One table of a definition file, read by its schema. Whatever the schema does not allow became a
 * problem when the table was opened; the getters give only what is right, else the schema's
 * fallback, else nothing.
 */
final class Fields {

  private final Key schema;
  private final Origin origin;
  private final SourcePosition at;
  private final Map<String, Field> fields;
  private final Optional<Fields> below;

  private Fields(
      Key schema,
      Origin origin,
      SourcePosition at,
      Map<String, Field> fields,
      Optional<Fields> below) {
    this.schema = schema;
    this.origin = origin;
    this.at = at;
    this.fields = fields;
    this.below = below;
  }

  /** A whole file. */
  static Fields of(Schema schema, TomlFile file, Problems problems) {
    Source source = file.source();
    return open(schema.top(), file.table(), Origin.of(source, problems), source.start());
  }

  private static Fields open(Key schema, TomlTable table, Origin origin, SourcePosition at) {
    Map<String, Field> fields = new FieldCheck(schema, origin).check(table, at);
    return new Fields(schema, origin, at, fields, Optional.empty());
  }

  /** This table, and for each key that it does not have, that one. */
  Fields over(Fields defaults) {
    return new Fields(schema, origin, at, fields, Optional.of(defaults));
  }

  /** The table's header, or the file's beginning. */
  SourcePosition at() {
    return at;
  }

  /** Whether the key is written here, rightly or wrongly. */
  boolean has(String key) {
    return fields.containsKey(key);
  }

  /** A hint that shows how the key is used. */
  String example(String key) {
    return "For example `" + key + " = " + described(key).example() + "`.";
  }

  /** Where the key is written; the table's header if it is not. */
  SourcePosition keyAt(String key) {
    Field field = find(key);
    return field == null ? at : field.keyAt();
  }

  /** Where the key's value is written; the table's header if it is not. */
  SourcePosition valueAt(String key) {
    Field field = find(key);
    return field == null ? at : field.valueAt();
  }

  Optional<TextAt> text(String key) {
    Field field = usable(key);
    return field == null
        ? Optional.empty()
        : Optional.of(new TextAt((String) field.value(), field.valueAt()));
  }

  /** A text that holds no template: as written, or the fallback. */
  Optional<String> plain(String key) {
    Field field = usable(key);
    if (field != null) {
      return Optional.of((String) field.value());
    }
    return described(key).fallback().map(List::getFirst);
  }

  /** One of the names of an enum, in lower case. */
  <E extends Enum<E>> E choice(String key, E[] values) {
    String wanted = plain(key).orElseThrow();
    for (E value : values) {
      if (value.name().equalsIgnoreCase(wanted)) {
        return value;
      }
    }
    throw new IllegalStateException("the schema of " + key + " knows more than the program");
  }

  boolean flag(String key) {
    Field field = usable(key);
    return field == null
        ? Boolean.parseBoolean(described(key).fallback().orElseThrow().getFirst())
        : (Boolean) field.value();
  }

  OptionalInt whole(String key) {
    Field field = usable(key);
    return field == null
        ? OptionalInt.empty()
        : OptionalInt.of(Math.toIntExact((Long) field.value()));
  }

  /** A number or a share, if one is written. */
  Optional<Share> share(String key) {
    Field field = usable(key);
    return field == null ? Optional.empty() : Share.parse(field.value().toString());
  }

  /** A duration where none is a value of its own. */
  Duration durationOrNone(String key) {
    Field field = usable(key);
    return field == null ? Duration.ZERO : Durations.parse((String) field.value()).orElseThrow();
  }

  Duration duration(String key) {
    Field field = usable(key);
    String text =
        field == null ? described(key).fallback().orElseThrow().getFirst() : (String) field.value();
    return Durations.parse(text).orElseThrow();
  }

  /** A time that may be longer than a day; empty if it is not written. */
  Optional<Duration> period(String key) {
    return Optional.ofNullable(usable(key))
        .flatMap(field -> Durations.parsePeriod((String) field.value()));
  }

  /** A list of texts with their places; empty if it is not written, whatever the fallback. */
  List<TextAt> textsAt(String key) {
    Field field = usable(key);
    if (field == null) {
      return List.of();
    }
    TomlArray array = (TomlArray) field.value();
    List<TextAt> texts = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      texts.add(new TextAt(array.getString(i), origin(key).element(array, i)));
    }
    return texts;
  }

  /** A list of texts, or the fallback. */
  List<String> texts(String key) {
    if (usable(key) == null) {
      return described(key).fallback().orElse(List.of());
    }
    List<String> texts = new ArrayList<>();
    for (TextAt text : textsAt(key)) {
      texts.add(text.text());
    }
    return texts;
  }

  /** A table of texts by name, in the order in which they were written. */
  Map<String, TextAt> entries(String key) {
    Map<String, TextAt> entries = new LinkedHashMap<>();
    Field field = usable(key);
    if (field != null) {
      TomlTable table = (TomlTable) field.value();
      for (String name : table.keySet()) {
        Object value = Origin.get(table, name);
        entries.put(name, new TextAt(String.valueOf(value), origin.value(table, name)));
      }
    }
    return entries;
  }

  /** A table of variables. */
  SortedMap<String, VarValue> variables(String key) {
    SortedMap<String, VarValue> variables = new TreeMap<>();
    below.ifPresent(fallback -> variables.putAll(fallback.variables(key)));
    Field field = fields.get(key);
    if (field != null && field.isRight()) {
      variables.putAll(Variables.of((TomlTable) field.value(), origin));
    }
    return variables;
  }

  /** The table under a key; one without any key if it is not written. */
  Fields table(String key) {
    Key inside = described(key);
    Field field = usable(key);
    if (field == null) {
      return new Fields(inside, origin, at, Map.of(), Optional.empty());
    }
    return open(inside, (TomlTable) field.value(), origin.within(key), field.keyAt());
  }

  /** Each table of a list of tables. */
  List<Fields> tables(String key) {
    List<Fields> tables = new ArrayList<>();
    Field field = usable(key);
    if (field != null) {
      TomlArray array = (TomlArray) field.value();
      for (int i = 0; i < array.size(); i++) {
        Origin inside = origin.withinEach(key);
        SourcePosition header = origin.element(array, i);
        tables.add(open(described(key), array.getTable(i), inside, header));
      }
    }
    return tables;
  }

  /** Each table under a name of its own, by name. */
  SortedMap<String, Fields> namedTables(String key) {
    SortedMap<String, Fields> tables = new TreeMap<>();
    Field field = usable(key);
    if (field == null) {
      return tables;
    }
    TomlTable named = (TomlTable) field.value();
    for (String name : named.keySet()) {
      SourcePosition header = origin.key(named, name);
      if (Origin.get(named, name) instanceof TomlTable table) {
        Origin inside = origin.within(key).within(name);
        tables.put(name, open(described(key), table, inside, header));
      } else {
        String detail = "`" + key + "." + name + "` must be a table.";
        String hint = "Write `[" + key + "." + name + "]`, and its keys below.";
        origin.problems().add(header, ProblemCode.WRONG_TYPE, detail, hint);
      }
    }
    return tables;
  }

  private Origin origin(String key) {
    return fields.containsKey(key) || below.isEmpty() ? origin : below.get().origin(key);
  }

  private Key described(String key) {
    return schema.inside(key).orElseThrow(() -> new IllegalArgumentException(key));
  }

  private @Nullable Field usable(String key) {
    Field field = find(key);
    return field != null && field.isRight() ? field : null;
  }

  private @Nullable Field find(String key) {
    Field field = fields.get(key);
    return field == null && below.isPresent() ? below.get().find(key) : field;
  }
}
