package dev.clova.engine.template;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;

/** What is known of a target by looking at it. */
record FactScope(String path, String target, SortedMap<String, String> facts, Rendering rendering)
    implements Scope {

  @Override
  public Collection<String> names() {
    return facts.keySet();
  }

  @Override
  public Object value(String name) {
    if (facts.isEmpty()) {
      rendering.missFacts();
      String detail = "Nothing is known of `" + target + "` yet.";
      throw Fault.template(detail, "It is once the target was reached.", full(name));
    }
    return Optional.ofNullable(facts.get(name)).orElseThrow(() -> unknown(name));
  }
}
