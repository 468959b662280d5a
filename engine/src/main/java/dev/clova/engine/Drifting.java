package dev.clova.engine;

import dev.clova.engine.desired.DesiredPlacement;
import dev.clova.engine.kind.SyncResource;
import dev.clova.engine.kind.TreeDrift;
import dev.clova.engine.observed.ServiceView;
import dev.clova.engine.observed.TargetView;
import dev.clova.state.Address;
import dev.clova.state.ContentChange;
import dev.clova.state.Drift;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All drift of what a run has looked at: what its plan says of it, and what no plan would touch.
 */
final class Drifting {

  /** A plan does something about these because the world has changed, and not the definition. */
  private static final Set<Reason> OF_THE_WORLD =
      EnumSet.of(Reason.DRIFTED, Reason.NOT_RUNNING, Reason.UNHEALTHY);

  private final Run run;
  private final Run.Look look;
  private final SortedMap<Address, Drift> drift = new TreeMap<>();

  private Drifting(Run run, Run.Look look) {
    this.run = run;
    this.look = look;
  }

  static DriftReport of(Run run, Run.Look look) {
    return new Drifting(run, look).report();
  }

  private DriftReport report() {
    Plan plan = look.planning().plan();
    look.observed().targets().forEach(this::trees);
    plan.drift().forEach(one -> drift.putIfAbsent(one.at(), one));
    SortedMap<Address, ContentChange> changes = new TreeMap<>();
    for (PlannedAction action : plan.actions()) {
      if (OF_THE_WORLD.contains(action.reason())) {
        drift.putIfAbsent(action.at(), new Drift(action.at(), words(action)));
      }
      if (drift.containsKey(action.at())) {
        action.change().ifPresent(change -> changes.put(action.at(), change));
      }
    }
    return new DriftReport(List.copyOf(drift.values()), changes, run.result(look).unreached());
  }

  private void trees(String target, TargetView view) {
    if (view instanceof TargetView.Reached reached) {
      reached.services().forEach((service, its) -> tree(new Placement(service, target), its));
    }
  }

  private void tree(Placement placement, ServiceView view) {
    if (!run.isSelected(placement)) {
      return;
    }
    for (Drift one : TreeDrift.of(placement, view.tree(), leavesAlone(placement, view))) {
      drift.put(one.at(), one);
    }
  }

  /** As it is defined today; of what is defined no more, what the receipt says is persistent. */
  private SyncResource.LeavesAlone leavesAlone(Placement placement, ServiceView view) {
    Optional<SyncResource> declared =
        Optional.ofNullable(run.desired().placements().get(placement))
            .map(DesiredPlacement::resources)
            .flatMap(
                resources ->
                    resources.stream()
                        .filter(SyncResource.class::isInstance)
                        .map(SyncResource.class::cast)
                        .findFirst());
    List<String> persist =
        view.record().map(record -> record.runtime().persist()).orElse(List.of());
    return declared
        .map(sync -> sync.policy().leavesAlone())
        .orElse(
            (path, directory) ->
                persist.stream()
                    .map(kept -> kept.endsWith("/") ? kept : kept + "/")
                    .anyMatch(kept -> (path + "/").startsWith(kept)));
  }

  private static List<Evidence> words(PlannedAction action) {
    return switch (action.reason()) {
      case NOT_RUNNING -> List.of(Evidence.note("it does not run"));
      case UNHEALTHY -> List.of(Evidence.note("it is not healthy"));
      default -> action.evidence();
    };
  }
}
