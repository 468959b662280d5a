package dev.clova.engine.planning;

import dev.clova.state.Placement;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The order of the placements that change: which of them wait for which, and how deep each one is.
 * Removals wait in reverse: what others wait for goes last.
 */
final class Waves {

  private final SortedMap<Placement, SortedSet<Placement>> before = new TreeMap<>();
  private final Map<Placement, Integer> depth = new HashMap<>();

  private Waves() {}

  static Waves of(SortedMap<Placement, PlacementChange> changes) {
    Waves waves = new Waves();
    changes.forEach(
        (placement, change) -> {
          SortedSet<Placement> waits = new TreeSet<>(change.after());
          waits.removeIf(
              other -> {
                PlacementChange changing = changes.get(other);
                return changing == null || changing.isRemoval();
              });
          waves.before.put(placement, waits);
        });
    return waves;
  }

  /** The changing placements that this one waits for. */
  SortedSet<Placement> before(Placement placement) {
    return before.getOrDefault(placement, new TreeSet<>());
  }

  /** From 1: one more than the deepest that it waits for. The definitions hold no cycle. */
  int of(Placement placement) {
    Integer known = depth.get(placement);
    if (known != null) {
      return known;
    }
    int deepest = 0;
    for (Placement other : before(placement)) {
      deepest = Math.max(deepest, of(other));
    }
    depth.put(placement, deepest + 1);
    return deepest + 1;
  }
}
