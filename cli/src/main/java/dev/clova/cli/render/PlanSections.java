package dev.clova.cli.render;

import dev.clova.cli.render.PlanView.Section;
import dev.clova.state.Address;
import dev.clova.state.Drift;
import dev.clova.state.Effect;
import dev.clova.state.Plan;
import dev.clova.state.PlannedAction;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts together what belongs together: the placements of a service that undergo the same verbs on
 * the same things make one section, and what is equal on several of its targets one entry.
 */
final class PlanSections {

  private final Plan plan;
  private final Folding folding;
  private final Map<Address, Drift> drift;

  PlanSections(Plan plan, Folding folding) {
    this.plan = plan;
    this.folding = folding;
    this.drift = plan.drift().stream().collect(Collectors.toMap(Drift::at, d -> d, (a, b) -> a));
  }

  List<Section> sections() {
    SortedMap<String, SortedMap<String, List<PlannedAction>>> services = new TreeMap<>();
    for (PlannedAction action : plan.actions()) {
      services
          .computeIfAbsent(action.at().placement().service(), service -> new TreeMap<>())
          .computeIfAbsent(action.at().placement().target(), target -> new ArrayList<>())
          .add(action);
    }
    List<Section> sections = new ArrayList<>();
    services.forEach(
        (service, targets) ->
            alike(targets).forEach(group -> sections.add(section(service, group))));
    return sections;
  }

  /** Targets on which the same verbs are planned for the same things. */
  private static Collection<Map<String, List<PlannedAction>>> alike(
      SortedMap<String, List<PlannedAction>> targets) {
    Map<List<Shape>, Map<String, List<PlannedAction>>> groups = new LinkedHashMap<>();
    targets.forEach(
        (target, actions) ->
            groups
                .computeIfAbsent(
                    actions.stream().map(Shape::of).toList(), shape -> new LinkedHashMap<>())
                .put(target, actions));
    return groups.values();
  }

  private Section section(String service, Map<String, List<PlannedAction>> group) {
    List<PlannedAction> actions = group.values().stream().flatMap(List::stream).toList();
    List<String> targets = List.copyOf(group.keySet());
    return new Section(
        service,
        targets,
        actions.stream().mapToInt(action -> action.wave()).min().orElse(1),
        actions.stream().mapToInt(action -> action.wave()).max().orElse(1),
        actions.stream()
            .map(action -> action.effect())
            .max(Comparator.naturalOrder())
            .orElse(Effect.NONE),
        new PlanEntries(drift, folding).of(equal(actions), targets.size()));
  }

  /** What is the same on several targets, in the order in which it is done. */
  private List<List<PlannedAction>> equal(List<PlannedAction> actions) {
    Map<PlanEntries.Sameness, List<PlannedAction>> equal = new LinkedHashMap<>();
    actions.stream()
        .sorted(
            Comparator.comparingInt((PlannedAction action) -> action.wave())
                .thenComparing(PlanOrder.of(actions)))
        .forEach(
            action ->
                equal
                    .computeIfAbsent(
                        PlanEntries.Sameness.of(action, drift), same -> new ArrayList<>())
                    .add(action));
    return List.copyOf(equal.values());
  }

  /** An action without its target and its grounds. */
  private record Shape(String kind, String name, Verb verb) {

    static Shape of(PlannedAction action) {
      return new Shape(action.at().kind(), action.at().name(), action.verb());
    }
  }
}
