package dev.clova.engine.template;

import dev.clova.engine.definition.SimilarNames;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a template finds behind a dot or in brackets: names and indices, never methods. */
final class Attributes {

  private Attributes() {}

  /**
   * @param name a text, or a whole number for a list
   * @param path what the value is called in the template; empty if that is not known
   * @throws Fault if there is nothing of that name
   */
  static Object of(Object value, Object name, String path) {
    return switch (value) {
      case Scope scope -> scope.value(Printed.text(name));
      case Map<?, ?> table -> entry(table, Printed.text(name), path);
      case List<?> list -> element(list, name, path);
      default -> throw missing(name, path);
    };
  }

  private static Object entry(Map<?, ?> table, String name, String path) {
    Object found = table.get(name);
    if (found != null) {
      return found;
    }
    TreeSet<String> names = new TreeSet<>();
    table.keySet().forEach(key -> names.add(String.valueOf(key)));
    String full = path.isEmpty() ? name : path + "." + name;
    String hint = SimilarNames.didYouMean(name, names);
    throw Fault.unknownName(full, hint);
  }

  private static Object element(List<?> list, Object index, String path) {
    if (index instanceof Number number) {
      long at = number.longValue();
      if (at >= 0 && at < list.size()) {
        return list.get((int) at);
      }
      String detail = "The list has " + list.size() + " elements, counted from 0.";
      throw Fault.template(detail, "", path);
    }
    throw missing(index, path);
  }

  private static Fault missing(Object name, String path) {
    String text = Printed.text(name);
    String full = path.isEmpty() ? text : path + "." + text;
    String what = path.isEmpty() ? "This value" : "`" + path + "`";
    return Fault.template(what + " has nothing called `" + text + "`.", "", full);
  }
}
