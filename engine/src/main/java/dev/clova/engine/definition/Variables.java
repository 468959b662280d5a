package dev.clova.engine.definition;

import dev.clova.state.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Turns a checked table of variables into what it says. */
final class Variables {

  private Variables() {}

  static SortedMap<String, VarValue> of(TomlTable table, Origin origin) {
    SortedMap<String, VarValue> variables = new TreeMap<>();
    for (String name : table.keySet()) {
      SourcePosition at = origin.value(table, name);
      Object value = Origin.get(table, name);
      variables.put(name, value(value, at, origin));
    }
    return variables;
  }

  private static VarValue value(Object value, SourcePosition at, Origin origin) {
    return switch (value) {
      case String text -> new VarValue.Text(new TextAt(text, at));
      case Long number -> new VarValue.Whole(number);
      case Double number -> new VarValue.Real(number);
      case Boolean flag -> new VarValue.Flag(flag);
      case TomlArray array -> items(array, origin);
      case TomlTable table -> new VarValue.Entries(of(table, origin));
      default ->
          throw new IllegalArgumentException("the check lets no " + value.getClass() + " by");
    };
  }

  private static VarValue items(TomlArray array, Origin origin) {
    List<VarValue> items = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      items.add(value(array.get(i), origin.element(array, i), origin));
    }
    return new VarValue.Items(items);
  }
}
