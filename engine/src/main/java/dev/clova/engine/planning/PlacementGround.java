package dev.clova.engine.planning;

import dev.clova.engine.desired.DesiredState;
import dev.clova.engine.kind.Resource;
import dev.clova.engine.kind.Sight;
import dev.clova.engine.kind.TreeSight;
import dev.clova.engine.observed.ServiceView;
import dev.clova.engine.observed.TargetView;
import dev.clova.engine.remote.Prune;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.runtime.Leaving;
import dev.clova.engine.runtime.RuntimeResource;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.Away;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that bears on one placement, from which its change is worked out. */
final class PlacementGround {

  private final DesiredState desired;
  private final PlanningRequest request;
  private final Placement placement;
  private final TargetView.Reached target;
  private final ServiceView view;
  private final Holding holding;

  PlacementGround(
      DesiredState desired,
      PlanningRequest request,
      Placement placement,
      TargetView.Reached target,
      ServiceView view) {
    this.desired = desired;
    this.request = request;
    this.placement = placement;
    this.target = target;
    this.view = view;
    this.holding = Holding.of(placement, view.record(), request.now());
  }

  /** When this plan is made. */
  Instant now() {
    return request.now();
  }

  /** Where the service is on this target. */
  String directory() {
    return target.root() + "/" + placement.service();
  }

  /** Whether nobody has looked at its files. */
  boolean isUnseen() {
    return view.tree().presence() == TreeSight.Presence.UNSEEN;
  }

  /** The same target, if nothing were there of it; whatever is there keeps its answers. */
  PlacementGround asIfNothingWereThere() {
    ServiceView nothing =
        new ServiceView(
            Optional.empty(),
            Optional.empty(),
            false,
            TreeSight.NOTHING,
            view.answers(),
            view.confirmation());
    return new PlacementGround(desired, request, placement, target, nothing);
  }

  /** Everything that is declared. */
  DesiredState desired() {
    return desired;
  }

  /** What the plan is for. */
  PlanningRequest request() {
    return request;
  }

  /** Which placement. */
  Placement placement() {
    return placement;
  }

  /** The target that it is on. */
  TargetView.Reached target() {
    return target;
  }

  /** What is there of it. */
  ServiceView view() {
    return view;
  }

  /** Whether somebody holds it. */
  Holding holding() {
    return holding;
  }

  /** What is known of one of its resources. */
  Sight sight(Resource resource) {
    return sight(resource, view.record());
  }

  /** The same if this were its record. */
  Sight sight(Resource resource, Optional<PlacementRecord> record) {
    return new Sight(
        directory(),
        view.answer(resource.name()),
        record,
        record.flatMap(r -> r.resource(resource.address(placement))).orElse(Attributes.none()),
        view.tree(),
        demand(),
        unfinished());
  }

  private Sight.Demand demand() {
    return switch (request.intent()) {
      case CONVERGE, ROLL_BACK, DESTROY, FINISH -> Sight.Demand.AS_DECLARED;
      case START -> Sight.Demand.RUN;
      case STOP -> Sight.Demand.STOP;
      case RESTART -> Sight.Demand.RESTART;
      case RELOAD -> Sight.Demand.RELOAD;
    };
  }

  /** Why nobody can count on what is there: a change did not come to its end. */
  Optional<String> unfinished() {
    if (view.confirmation() == ServiceView.Confirmation.FORGOTTEN) {
      return Optional.of(
          "no new connection had confirmed its last change when `%s` restarted, so nothing takes that back any more"
              .formatted(placement.target()));
    }
    if (view.pending()) {
      return Optional.of("an earlier apply was cut off in the middle of it");
    }
    return view.record()
        .flatMap(PlacementRecord::tainted)
        .map(why -> "an earlier apply failed: " + why);
  }

  /** What stops the service here for good, and what would begin it here again. */
  Optional<Leaving> leaving() {
    return leaving(false);
  }

  /** The same; with its volumes if they are to be purged. */
  Optional<Leaving> leaving(boolean purge) {
    for (Resource resource : Recalled.resources(view.record().orElseThrow(), purge)) {
      if (resource instanceof RuntimeResource runtime) {
        return runtime.leave(sight(runtime));
      }
    }
    return view.record().get().runtime().name().equals("none")
        ? Optional.of(Leaving.NOTHING)
        : Optional.empty();
  }

  /** A rename that did not come to its end may have taken the data along already. */
  PlacementChange givenBack(PlacementChange change) {
    Optional<Away> taken =
        view.record()
            .flatMap(Away::of)
            .filter(away -> away.isRename(placement) && away.isInPlace(placement));
    if (taken.isEmpty()) {
      return change;
    }
    List<Step> all = new ArrayList<>(change.steps());
    all.addFirst(givingBack(taken.get()));
    return change.with(all, change.blockers(), change.record(), change.carry());
  }

  private Step givingBack(Away away) {
    List<String> words = new ArrayList<>(List.of(placement.service(), away.to().service()));
    words.addAll(Prune.paths("", view.record().orElseThrow().runtime().persist()));
    PlannedAction claim =
        PlannedAction.of(
                Address.of(placement), Verb.UPDATE, Reason.RENAMED, away.to().toString(), "")
            .evidence(
                List.of(
                    Evidence.note(
                        "what a rename to `%s` had taken comes back".formatted(away.to()))));
    return Step.of(
        claim, new Action.Script(ShellText.of("clova_return ").plus(ShellText.words(words))));
  }
}
