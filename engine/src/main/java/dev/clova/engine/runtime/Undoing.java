package dev.clova.engine.runtime;

import dev.clova.engine.step.Action;
import java.util.List;

/**
 * What ends a service where it has never been before, whether it has begun or not.
 *
 * @param first while its files are there
 * @param last once they are gone
 */
public record Undoing(List<Action> first, List<Action> last) {

  /** Copies its lists. */
  public Undoing {
    first = List.copyOf(first);
    last = List.copyOf(last);
  }
}
