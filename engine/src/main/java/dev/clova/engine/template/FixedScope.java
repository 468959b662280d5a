package dev.clova.engine.template;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Names with a way to get each value.
 *
 * @param path what the scope is called
 * @param values by name
 */
record FixedScope(String path, SortedMap<String, Supplier<Object>> values) implements Scope {

  @Override
  public Collection<String> names() {
    return values.keySet();
  }

  @Override
  public Object value(String name) {
    return Optional.ofNullable(values.get(name)).orElseThrow(() -> unknown(name)).get();
  }
}
