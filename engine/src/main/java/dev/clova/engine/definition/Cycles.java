package dev.clova.engine.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Finds what refers to itself in a circle. */
public final class Cycles {

  private Cycles() {}

  /**
   * Circles among names, each from its smallest name on in the order of the references, none
   * sharing a name with another. Empty if there is none. References to unknown names are none.
   */
  public static List<List<String>> in(Map<String, ? extends Collection<String>> references) {
    NavigableMap<String, List<String>> left = new TreeMap<>();
    references.forEach((name, to) -> left.put(name, to.stream().distinct().sorted().toList()));
    List<List<String>> cycles = new ArrayList<>();
    dropEnds(left);
    while (!left.isEmpty()) {
      List<String> cycle = walk(left);
      cycles.add(cycle);
      cycle.forEach(left::remove);
      dropEnds(left);
    }
    cycles.sort((a, b) -> a.getFirst().compareTo(b.getFirst()));
    return cycles;
  }

  /** Takes away whatever refers to nothing that is left, until all that is left does. */
  private static void dropEnds(NavigableMap<String, List<String>> left) {
    Map<String, List<String>> from = new TreeMap<>();
    Map<String, Integer> count = new TreeMap<>();
    List<String> ends = new ArrayList<>();
    left.forEach(
        (name, to) -> {
          int known = 0;
          for (String other : to) {
            if (left.containsKey(other)) {
              known++;
              from.computeIfAbsent(other, o -> new ArrayList<>()).add(name);
            }
          }
          count.put(name, known);
          if (known == 0) {
            ends.add(name);
          }
        });
    while (!ends.isEmpty()) {
      String end = ends.removeLast();
      left.remove(end);
      for (String name : from.getOrDefault(end, List.of())) {
        if (count.merge(name, -1, Integer::sum) == 0) {
          ends.add(name);
        }
      }
    }
  }

  private static List<String> walk(NavigableMap<String, List<String>> left) {
    List<String> path = new ArrayList<>();
    Map<String, Integer> index = new TreeMap<>();
    String name = left.firstKey();
    while (!index.containsKey(name)) {
      index.put(name, path.size());
      path.add(name);
      name = firstLeft(left, name);
    }
    return fromSmallest(path.subList(index.get(name), path.size()));
  }

  private static String firstLeft(NavigableMap<String, List<String>> left, String name) {
    for (String other : left.getOrDefault(name, List.of())) {
      if (left.containsKey(other)) {
        return other;
      }
    }
    throw new IllegalStateException(name + " refers to nothing that is left");
  }

  private static List<String> fromSmallest(List<String> cycle) {
    int smallest = 0;
    for (int i = 1; i < cycle.size(); i++) {
      smallest = cycle.get(i).compareTo(cycle.get(smallest)) < 0 ? i : smallest;
    }
    List<String> turned = new ArrayList<>(cycle.subList(smallest, cycle.size()));
    turned.addAll(cycle.subList(0, smallest));
    return List.copyOf(turned);
  }
}
