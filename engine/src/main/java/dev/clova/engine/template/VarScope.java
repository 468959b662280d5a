package dev.clova.engine.template;

import dev.clova.engine.definition.VarValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Variables, each rendered when it is asked for.
 *
 * @param path what they are called
 * @param vars as written
 * @param rendering renders their own templates
 */
record VarScope(String path, SortedMap<String, VarValue> vars, Rendering rendering)
    implements Scope {

  @Override
  public Collection<String> names() {
    return vars.keySet();
  }

  @Override
  public Object value(String name) {
    return rendered(Optional.ofNullable(vars.get(name)).orElseThrow(() -> unknown(name)));
  }

  private Object rendered(VarValue value) {
    return switch (value) {
      case VarValue.Text(var text) -> rendering.variable(text);
      case VarValue.Whole(long number) -> number;
      case VarValue.Real(double number) -> number;
      case VarValue.Flag(boolean flag) -> flag;
      case VarValue.Items(var items) -> {
        List<Object> list = new ArrayList<>();
        items.forEach(item -> list.add(rendered(item)));
        yield list;
      }
      case VarValue.Entries(var entries) -> {
        TreeMap<String, Object> table = new TreeMap<>();
        entries.forEach((key, entry) -> table.put(key, rendered(entry)));
        yield table;
      }
    };
  }
}
