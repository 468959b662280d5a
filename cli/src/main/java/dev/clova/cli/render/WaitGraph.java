package dev.clova.cli.render;

import dev.clova.state.Address;
import dev.clova.state.Effect;
import dev.clova.state.Plan;
import dev.clova.state.PlannedAction;
import dev.clova.state.Risk;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of a plan waits for what: a lane for each service, a column for each wave, and an arrow
 * wherever something follows from something else.
 *
 * @param services by name
 * @param waves in their order
 * @param steps by service and wave
 * @param arrows from an earlier step to a later one
 */
record WaitGraph(
    List<String> services, List<Integer> waves, List<Step> steps, SortedSet<Arrow> arrows) {

  /**
   * What is done to a service in one wave.
   *
   * @param service its name
   * @param wave when
   * @param counts how many actions there are of each verb
   * @param targets on how many targets
   * @param effect the worst
   * @param risk the worst
   */
  record Step(
      String service,
      int wave,
      SortedMap<Verb, Integer> counts,
      int targets,
      Effect effect,
      Risk risk) {}

  /** What comes before what, each as its place among the steps. */
  record Arrow(int from, int to) implements Comparable<Arrow> {

    private static final Comparator<Arrow> ORDER =
        Comparator.comparingInt(Arrow::from).thenComparingInt(Arrow::to);

    @Override
    public int compareTo(Arrow other) {
      return ORDER.compare(this, other);
    }
  }

  static WaitGraph of(Plan plan) {
    SortedMap<Key, List<PlannedAction>> groups = new TreeMap<>();
    Map<Address, Key> places = new HashMap<>();
    for (PlannedAction action : plan.actions()) {
      Key key = new Key(action.at().placement().service(), action.wave());
      groups.computeIfAbsent(key, group -> new ArrayList<>()).add(action);
      places.merge(action.at(), key, (a, b) -> a.wave() <= b.wave() ? a : b);
    }
    List<Key> keys = List.copyOf(groups.keySet());
    SortedSet<Arrow> arrows = new TreeSet<>();
    for (int to = 0; to < keys.size(); to++) {
      if (to > 0 && keys.get(to - 1).service().equals(keys.get(to).service())) {
        arrows.add(new Arrow(to - 1, to));
      }
      for (PlannedAction action : groups.getOrDefault(keys.get(to), List.of())) {
        for (Address cause : action.because()) {
          int from = places.containsKey(cause) ? keys.indexOf(places.get(cause)) : to;
          if (keys.get(from).wave() < keys.get(to).wave()) {
            arrows.add(new Arrow(from, to));
          }
        }
      }
    }
    return new WaitGraph(
        keys.stream().map(Key::service).distinct().toList(),
        keys.stream().map(Key::wave).distinct().sorted().toList(),
        groups.entrySet().stream().map(e -> step(e.getKey(), e.getValue())).toList(),
        withoutDetours(arrows, keys));
  }

  /** Within a service an arrow to the next step says enough. */
  private static SortedSet<Arrow> withoutDetours(SortedSet<Arrow> arrows, List<Key> keys) {
    arrows.removeIf(
        arrow ->
            keys.get(arrow.from()).service().equals(keys.get(arrow.to()).service())
                && arrow.to() - arrow.from() > 1);
    return arrows;
  }

  private static Step step(Key key, List<PlannedAction> actions) {
    SortedMap<Verb, Integer> counts = new TreeMap<>();
    actions.forEach(action -> counts.merge(action.verb(), 1, Integer::sum));
    return new Step(
        key.service(),
        key.wave(),
        counts,
        (int) actions.stream().map(action -> action.at().placement().target()).distinct().count(),
        actions.stream().map(PlannedAction::effect).max(Comparator.naturalOrder()).orElseThrow(),
        actions.stream().map(PlannedAction::risk).max(Comparator.naturalOrder()).orElseThrow());
  }

  /** A service in a wave. */
  private record Key(String service, int wave) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::service).thenComparingInt(Key::wave);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }
}
