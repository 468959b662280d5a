package dev.clova.engine.planning;

import dev.clova.engine.desired.DesiredPlacement;
import dev.clova.engine.kind.Changes;
import dev.clova.engine.kind.Resource;
import dev.clova.state.Hold;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What starts, stops or restarts a placement that was deployed, and changes nothing else. */
final class Steering {

  private final PlacementGround ground;
  private final Placement placement;
  private final ChangeDraft draft;

  Steering(PlacementGround ground) {
    this.ground = ground;
    this.placement = ground.placement();
    this.draft = new ChangeDraft(ground);
  }

  /**
   * Only what runs is touched, and only if it was deployed.
   *
   * @param wanted its definition; empty: only the target still knows of it
   */
  PlacementChange steered(Optional<DesiredPlacement> wanted) {
    SortedSet<Placement> after = wanted.map(DesiredPlacement::after).orElse(new TreeSet<>());
    if (draft.isForeign()) {
      return draft.change(after, Optional.empty());
    }
    if (ground.view().record().isEmpty()) {
      draft.refuse(
          Problem.of(
              ProblemCode.REFUSED,
              "`%s` was not deployed yet.".formatted(placement),
              "Run `clova apply` first."));
      return draft.change(after, Optional.empty());
    }
    PlacementRecord before = ground.view().record().get();
    List<Resource> running =
        wanted.map(DesiredPlacement::resources).orElse(Recalled.resources(before, false)).stream()
            .filter(resource -> resource.address(placement).kind().equals("run"))
            .toList();
    if (running.isEmpty()) {
      draft.note("`%s` has nothing that runs.".formatted(placement));
      return draft.change(after, ground.view().record());
    }
    if (ground.holding().isHeld() && isLeftAloneWhenHeld()) {
      return draft.left(after);
    }
    Changes changes = new Changes(placement);
    running.forEach(
        resource -> draft.merge(resource, resource.judge(ground.sight(resource), changes)));
    if (draft.isBlocked()) {
      return draft.change(after, ground.view().record());
    }
    wanted.ifPresent(declared -> new Surroundings(placement, declared, draft.steps()).steering());
    Optional<Hold> hold =
        ground.request().intent() == Intent.STOP
            ? Optional.of(ground.holding().taken(ground.request().hold(), ground.request().who()))
            : Optional.empty();
    if (!hold.equals(before.hold())) {
      draft.add(
          Recalled.note(
              placement,
              hold.isPresent() ? Holding.words(ground.request().hold()) : "no longer held"));
    }
    noteWhatIsNotDone(wanted);
    return draft.change(
        after, Optional.of(before.withHold(hold).withGeneration(before.generation() + 1)));
  }

  private boolean isLeftAloneWhenHeld() {
    return ground.request().intent() == Intent.RESTART
        || ground.request().intent() == Intent.RELOAD;
  }

  private void noteWhatIsNotDone(Optional<DesiredPlacement> wanted) {
    if (ground.request().intent() == Intent.RELOAD && draft.isNothing()) {
      draft.note("`%s` does not run, so there is nothing to reload.".formatted(placement));
    }
    if (ground.request().intent() == Intent.START && wanted.filter(w -> !w.running()).isPresent()) {
      draft.note("`%s` is declared stopped: the next apply stops it.".formatted(placement));
    }
  }
}
