package dev.clova.engine.planning;

import dev.clova.engine.desired.DesiredPlacement;
import dev.clova.engine.desired.DesiredTarget;
import dev.clova.engine.desired.Earlier;
import dev.clova.engine.kind.Changes;
import dev.clova.engine.kind.EnvResource;
import dev.clova.engine.kind.Finding;
import dev.clova.engine.kind.HealthCheck;
import dev.clova.engine.kind.Resource;
import dev.clova.engine.kind.Sight;
import dev.clova.engine.kind.SyncResource;
import dev.clova.engine.kind.TreeSight;
import dev.clova.engine.observed.ServiceView;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.CannotTell;
import dev.clova.state.Home;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Reason;
import dev.clova.state.RuntimeRecord;
import dev.clova.state.Verb;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What makes a placement what its definition says. */
final class Convergence {

  /** What is left and comes back has so many more in one place. */
  private static final int RECEIPTS_OF_A_MOVE = 3;

  private final PlacementGround ground;
  private final Placement placement;
  private final ChangeDraft draft;

  /** The number of the last receipt that it had here under another name; 0: none. */
  private long earlier;

  Convergence(PlacementGround ground) {
    this.ground = ground;
    this.placement = ground.placement();
    this.draft = new ChangeDraft(ground);
  }

  /** What makes the placement what its definition says. */
  PlacementChange converged(DesiredPlacement wanted) {
    PlacementChange change = compared(wanted);
    return change.record().isEmpty() || draft.isBlocked() ? change : ground.givenBack(change);
  }

  private PlacementChange compared(DesiredPlacement wanted) {
    if (draft.isForeign()) {
      return draft.change(wanted.after(), Optional.empty());
    }
    if (ground.holding().isHeld()) {
      return draft.left(wanted.after());
    }
    if (ground.holding().isOver()) {
      draft.note(ground.holding().note());
    }
    if (!wanted.earlier().isEmpty()) {
      draft.record(Address.of(placement, Earlier.KIND), wanted.earlier());
    }
    draft.noteWhatIsUnfinished();
    wanted
        .rollout()
        .confirm()
        .ifPresent(
            limit -> draft.record(Probations.address(placement), Probations.recorded(limit)));
    Changes changes = new Changes(placement);
    leaveWhatIsNoMore(wanted);
    for (Resource resource : wanted.resources()) {
      Finding finding =
          ground.isUnseen() && !(resource instanceof SyncResource)
              ? remembered(resource, changes)
              : resource.judge(ground.sight(resource), changes);
      draft.merge(resource, finding);
    }
    if (draft.isBlocked()) {
      return draft.change(wanted.after(), ground.view().record());
    }
    checkHealth(wanted);
    if (!draft.steps().isEmpty()) {
      new Surroundings(placement, wanted, draft.steps()).deployment(changes.isFresh());
      if (ground.view().confirmation() == ServiceView.Confirmation.TAKEN_BACK) {
        draft.noteWhatWasTakenBack();
      } else {
        noteWhatIsAhead(wanted);
      }
    } else if (ground.holding().isOver()) {
      draft.add(Recalled.note(placement, "no longer held"));
    } else if (ground.view().pending()) {
      draft.add(Recalled.note(placement, "what had been begun is recorded as done"));
    } else if (isConfirmedOtherwise()) {
      draft.add(Recalled.note(placement, "how its changes are confirmed is recorded"));
    }
    draft.refuseRisks(wanted.allowed());
    return draft.change(wanted.after(), Optional.of(record(wanted)));
  }

  /**
   * A runtime or an env that the definition has given up is taken away before the new one comes.
   */
  private void leaveWhatIsNoMore(DesiredPlacement wanted) {
    if (ground.view().record().isEmpty()) {
      return;
    }
    List<String> declared = wanted.resources().stream().map(Resource::name).toList();
    boolean keepsEnv = wanted.resources().stream().anyMatch(EnvResource.class::isInstance);
    for (Resource old : Recalled.resources(ground.view().record().get(), false).reversed()) {
      // Either sort of env is the same file.
      boolean isTakenOver = keepsEnv && old instanceof EnvResource;
      if (!declared.contains(old.name()) && !isTakenOver) {
        draft.take(old.retire(ground.sight(old)));
      }
    }
  }

  /**
   * What makes the placement what its definition says when its data comes from another target: what
   * an earlier attempt left there is not counted on.
   *
   * @param leaving what leaves the same target for it, under another name; empty: nothing does
   */
  PlacementChange arriving(DesiredPlacement wanted, Optional<PlacementRecord> leaving) {
    boolean isLeftOver = leaving.isPresent() && ground.view().record().isPresent();
    boolean begun = isLeftOver || (ground.view().record().isEmpty() && ground.view().pending());
    Convergence there = new Convergence(begun ? ground.asIfNothingWereThere() : ground);
    if (!begun
        && ground.view().record().isEmpty()
        && ground.view().tree().presence() != TreeSight.Presence.GONE) {
      there.draft.refuse(
          Problem.of(
              ProblemCode.REFUSED,
              "`%s` cannot move to `%s`: %s is there already."
                  .formatted(placement.service(), placement.target(), ground.directory()),
              "Move it away on the target, or remove it."));
    }
    leaving.ifPresent(record -> there.earlier = record.generation() + RECEIPTS_OF_A_MOVE);
    return there.compared(leaving.map(wanted::after).orElse(wanted));
  }

  /** Without a look, all that can be told of a thing is whether its definition has changed. */
  private Finding remembered(Resource resource, Changes changes) {
    Sight sight = ground.sight(resource);
    Attributes wanted = resource.judge(sight, new Changes(placement)).recorded();
    Address at = resource.address(placement);
    if (!wanted.equals(sight.remembered())) {
      changes.input(at);
      PlannedAction claim =
          PlannedAction.of(
              at,
              Verb.UPDATE,
              Reason.DEFINITION_CHANGED,
              sight.remembered().digest().hex(),
              wanted.digest().hex());
      return Finding.steps(List.of(Step.of(claim, new Action.Script(ShellText.of(":")))), wanted);
    }
    CannotTell unseen =
        new CannotTell(
            at,
            changes.isEmpty()
                ? "it was not looked at; its definition is as recorded"
                : "what a changed input means for it is only known by looking",
            "a plan with a look at the target");
    return new Finding(List.of(), List.of(unseen), List.of(), 0, wanted);
  }

  /** A new check is tried at once; from then on it is the one that a look asks. */
  private void checkHealth(DesiredPlacement wanted) {
    if (wanted.health().isEmpty() || !wanted.running()) {
      return;
    }
    Address at = HealthCheck.address(placement);
    Attributes check = wanted.health().get().attributes();
    draft.record(at, check);
    boolean isKnown =
        ground
            .view()
            .record()
            .flatMap(record -> record.resource(at))
            .filter(check::equals)
            .isPresent();
    if (!isKnown && !WayBack.runs(draft.steps())) {
      draft.add(wanted.health().get().changed(placement));
    }
  }

  /** Who removes it has nothing but the record to know that from. */
  private boolean isConfirmedOtherwise() {
    Address at = Probations.address(placement);
    return ground
        .view()
        .record()
        .filter(
            record -> !record.resource(at).equals(Optional.ofNullable(draft.recorded().get(at))))
        .isPresent();
  }

  /** What runs went back, and the definition did not. */
  private void noteWhatIsAhead(DesiredPlacement wanted) {
    ground
        .view()
        .record()
        .filter(record -> wanted.earlier().isEmpty())
        .flatMap(record -> record.resource(Address.of(placement, Earlier.KIND)))
        .ifPresent(
            mark ->
                draft.note(
                    "`%s` went back to the version of %s (plan %s): the definition is ahead of what runs, and this plan rolls it forward."
                        .formatted(
                            placement,
                            mark.get("applied").orElse("before"),
                            mark.get("plan").orElse("unknown"))));
  }

  private PlacementRecord record(DesiredPlacement wanted) {
    DesiredTarget where =
        Objects.requireNonNull(ground.desired().targets().get(placement.target()));
    long generation =
        Math.max(earlier, ground.view().record().map(PlacementRecord::generation).orElse(0L)) + 1;
    Home home =
        new Home(
            ground.target().root(),
            ground.directory(),
            wanted.owner().orElse(""),
            where.become(),
            where.connection());
    RuntimeRecord runtime =
        new RuntimeRecord(
            wanted.runtime(), wanted.started(), wanted.persist(), Optional.empty(), "");
    return new PlacementRecord(
        placement,
        home,
        runtime,
        Optional.of(wanted.source().tree().digest()),
        generation,
        Optional.empty(),
        wanted.isProtected(),
        Optional.empty(),
        Optional.empty(),
        ground.request().now(),
        "",
        draft.recorded());
  }
}
