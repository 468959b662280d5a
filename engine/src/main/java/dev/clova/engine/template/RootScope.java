package dev.clova.engine.template;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The outermost scope as the template engine wants it: a map that makes values when they are asked
 * for. Its entries cannot be listed.
 */
final class RootScope extends AbstractMap<String, Object> {

  /** What the engine itself would otherwise offer below us. */
  private static final Set<String> ENGINES_OWN = Set.of("locale", "template", "_context");

  private final Scope outermost;
  private final Work work;

  RootScope(Scope outermost, Work work) {
    this.outermost = outermost;
    this.work = work;
  }

  @Override
  public @Nullable Object get(Object key) {
    String name = (String) key;
    if (name.equals(Work.NAME)) {
      return work;
    }
    work.sees(name);
    if (outermost.names().contains(name)) {
      return outermost.value(name);
    }
    if (ENGINES_OWN.contains(name)) {
      throw new MissingName(outermost.unknown(name), work.line());
    }
    return null;
  }

  @Override
  public boolean containsKey(Object key) {
    return outermost.names().contains(key);
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return Set.of();
  }
}
