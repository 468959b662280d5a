package dev.clova.engine.definition;

import dev.clova.state.ProblemCode;
import dev.clova.state.SourcePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.TomlTable;

/** Holds a table of a definition file against its schema. */
final class FieldCheck {

  private final Key schema;
  private final Origin origin;
  private final Problems problems;

  FieldCheck(Key schema, Origin origin) {
    this.schema = schema;
    this.origin = origin;
    this.problems = origin.problems();
  }

  /** The table's keys that the schema knows; the rest became problems. */
  Map<String, Field> check(TomlTable table, SourcePosition header) {
    Map<String, Field> fields = new HashMap<>();
    for (String name : table.keySet()) {
      SourcePosition keyAt = origin.key(table, name);
      Key key = schema.inside(name).orElse(null);
      Object value = Origin.get(table, name);
      if (key == null) {
        unknown(name, keyAt);
      } else if (key.type() == Key.Type.NOT_YET) {
        notYet(name, keyAt);
      } else {
        SourcePosition valueAt = origin.value(table, name);
        boolean isRight = new ValueCheck(key, origin, valueAt).holds(value);
        fields.put(name, new Field(value, isRight, keyAt, valueAt));
      }
    }
    missing(fields, header);
    return fields;
  }

  private void unknown(String name, SourcePosition at) {
    List<String> known = new ArrayList<>();
    for (Key key : schema.keys()) {
      if (key.type() != Key.Type.NOT_YET) {
        known.add(key.name());
      }
    }
    known.sort(null);
    String hint = SimilarNames.didYouMean(name, known);
    if (hint.isEmpty()) {
      hint = "Known are `" + String.join("`, `", known) + "`.";
    }
    String detail = "`" + name + "` is not a key of " + origin.words() + ".";
    problems.add(at, ProblemCode.UNKNOWN_KEY, detail, hint);
  }

  private void notYet(String name, SourcePosition at) {
    String detail = "`" + name + "` is planned, but this version of Clova cannot do it.";
    problems.add(at, ProblemCode.NOT_YET, detail, "Leave it out.");
  }

  /** A required key without an example is told by its reader, which has a value to offer. */
  private void missing(Map<String, Field> fields, SourcePosition header) {
    for (Key key : schema.keys()) {
      if (key.required() && !key.example().isEmpty() && !fields.containsKey(key.name())) {
        String detail = origin.words() + " has no `" + key.name() + "`.";
        String hint = "Add a line such as `" + key.name() + " = " + key.example() + "`.";
        problems.add(header, ProblemCode.MISSING_KEY, detail, hint);
      }
    }
  }
}
