package dev.clova.engine.planning;

import dev.clova.engine.desired.DesiredPlacement;
import dev.clova.engine.step.Rollout;
import dev.clova.state.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The turns in which the placements of a service change, in the order of their targets' names. */
final class Batches {

  private final SortedMap<String, SortedMap<Integer, List<Placement>>> services = new TreeMap<>();
  private final Map<Placement, Integer> numbers = new TreeMap<>();
  private final Map<String, Rollout> rollouts = new TreeMap<>();

  private Batches() {}

  static Batches of(
      SortedMap<Placement, PlacementChange> changes, Map<Placement, DesiredPlacement> wanted) {
    Batches batches = new Batches();
    Map<String, Integer> counts = new TreeMap<>();
    changes.forEach(
        (placement, change) -> {
          DesiredPlacement declared = wanted.get(placement);
          if (declared != null && !change.down() && change.carry().isEmpty()) {
            int index = counts.merge(placement.service(), 1, Integer::sum) - 1;
            batches.add(placement, declared.rollout(), index);
          }
        });
    return batches;
  }

  private void add(Placement placement, Rollout rollout, int index) {
    int number = rollout.batch(index);
    numbers.put(placement, number);
    rollouts.put(placement.service(), rollout);
    services
        .computeIfAbsent(placement.service(), service -> new TreeMap<>())
        .computeIfAbsent(number, batch -> new ArrayList<>())
        .add(placement);
  }

  /** Whose turn it is when; from 0. */
  int of(Placement placement) {
    return numbers.getOrDefault(placement, 0);
  }

  /** Those whose turn is right before. */
  List<Placement> before(Placement placement) {
    SortedMap<Integer, List<Placement>> mine = services.get(placement.service());
    return mine == null ? List.of() : mine.getOrDefault(of(placement) - 1, List.of());
  }

  /** A sentence for each service that goes in more than one. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    services.forEach(
        (service, batches) -> {
          if (batches.size() > 1) {
            List<String> turns = new ArrayList<>();
            batches.forEach((number, placements) -> turns.add(targets(placements)));
            notes.add(
                "`%s` rolls out in %d batches: %s. %s"
                    .formatted(
                        service, batches.size(), String.join("; then ", turns), failure(service)));
          }
        });
    return notes;
  }

  private static String targets(List<Placement> placements) {
    return String.join(
        ", ", placements.stream().map(placement -> "`" + placement.target() + "`").toList());
  }

  private String failure(String service) {
    Rollout rollout = Objects.requireNonNull(rollouts.get(service));
    String many =
        rollout.maxFailures() == 0 ? "A failure" : "More failures than " + rollout.maxFailures();
    return switch (rollout.onFailure()) {
      case STOP -> many + " leaves the rest as it is.";
      case CONTINUE -> "A failure stops none of the others.";
      case ROLLBACK -> many + " takes all that has changed back.";
    };
  }
}
