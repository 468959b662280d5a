package dev.clova.engine.planning;

import dev.clova.state.Placement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The order of the placements that change: which of them wait for which, and how deep each one is.
 * What is removed or stopped waits in reverse: what others wait for goes last.
 */
final class Waves {

  private final SortedMap<Placement, SortedSet<Placement>> before = new TreeMap<>();
  private final Map<Placement, List<Placement>> turn = new HashMap<>();
  private final Map<Placement, Integer> depth = new HashMap<>();

  private Waves() {}

  /**
   * Puts changes in order.
   *
   * @param batches whose turn comes before whose
   * @param spoken what moves and is spoken of, by who speaks of it: the new address is told once
   *     somebody is there, unless what is declared asks for the opposite
   */
  static Waves of(
      SortedMap<Placement, PlacementChange> changes,
      SortedMap<Placement, SortedSet<Placement>> spoken,
      Batches batches) {
    Waves waves = new Waves();
    changes.keySet().forEach(placement -> waves.before.put(placement, new TreeSet<>()));
    changes.keySet().forEach(placement -> waves.turn.put(placement, batches.before(placement)));
    changes.forEach(
        (placement, change) ->
            change.after().stream()
                .filter(other -> changes.containsKey(other))
                .forEach(other -> waves.order(other, placement, changes)));
    changes.forEach(
        (placement, change) ->
            change.behind().stream()
                .filter(other -> changes.containsKey(other))
                .forEach(other -> Objects.requireNonNull(waves.before.get(placement)).add(other)));
    spoken.forEach(
        (placement, others) ->
            others.stream()
                .filter(other -> !waves.awaited(other).contains(placement))
                .forEach(other -> Objects.requireNonNull(waves.before.get(placement)).add(other)));
    return waves;
  }

  /** What comes up waits for what it needs, what goes down for what needs it. */
  private void order(
      Placement first, Placement second, SortedMap<Placement, PlacementChange> changes) {
    boolean firstDown = Objects.requireNonNull(changes.get(first)).down();
    boolean secondDown = Objects.requireNonNull(changes.get(second)).down();
    if (firstDown == secondDown) {
      Placement waiting = firstDown ? first : second;
      Placement awaited = firstDown ? second : first;
      Objects.requireNonNull(before.get(waiting)).add(awaited);
    }
  }

  /** All that one waits for, however many are between them, and itself. */
  private Set<Placement> awaited(Placement one) {
    Set<Placement> awaited = new HashSet<>();
    Deque<Placement> next = new ArrayDeque<>(List.of(one));
    while (!next.isEmpty()) {
      Placement each = next.remove();
      if (awaited.add(each)) {
        next.addAll(before(each));
        next.addAll(turn.getOrDefault(each, List.of()));
      }
    }
    return awaited;
  }

  /** The changing placements that this one waits for. */
  SortedSet<Placement> before(Placement placement) {
    return before.getOrDefault(placement, new TreeSet<>());
  }

  /**
   * From 1: one more than the deepest that it waits for, or that has its turn before it. The
   * definitions hold no cycle.
   */
  int of(Placement placement) {
    Integer known = depth.get(placement);
    if (known != null) {
      return known;
    }
    int deepest = 0;
    for (Placement other : before(placement)) {
      deepest = Math.max(deepest, of(other));
    }
    for (Placement other : turn.getOrDefault(placement, List.of())) {
      deepest = Math.max(deepest, of(other));
    }
    depth.put(placement, deepest + 1);
    return deepest + 1;
  }
}
