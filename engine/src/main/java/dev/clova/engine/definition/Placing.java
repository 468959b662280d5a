package dev.clova.engine.definition;

import dev.clova.state.SourcePosition;
import java.util.List;

/**
 * On which targets a service is.
 *
 * @param patterns as written: names, {@code tag:web}, {@code *}, each also with {@code !} in front
 * @param targets the names of the targets that they choose, sorted
 * @param at the list in the service's file
 */
public record Placing(List<String> patterns, List<String> targets, SourcePosition at) {

  /** Copies its lists. */
  public Placing {
    patterns = List.copyOf(patterns);
    targets = List.copyOf(targets);
  }
}
