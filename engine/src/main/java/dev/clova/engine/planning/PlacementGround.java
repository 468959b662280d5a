package dev.clova.engine.planning;

import dev.clova.engine.desired.DesiredPlacement;
import dev.clova.engine.desired.DesiredState;
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
import dev.clova.engine.observed.TargetView;
import dev.clova.engine.remote.Prune;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.runtime.Leaving;
import dev.clova.engine.runtime.RuntimeResource;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.engine.step.Work;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.Away;
import dev.clova.state.CannotTell;
import dev.clova.state.Drift;
import dev.clova.state.Evidence;
import dev.clova.state.Hold;
import dev.clova.state.Home;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Reason;
import dev.clova.state.Receipt;
import dev.clova.state.Risk;
import dev.clova.state.RuntimeRecord;
import dev.clova.state.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that bears on one placement, from which its change is worked out. */
final class PlacementGround {

  /** What is left and comes back has so many more in one place. */
  private static final int RECEIPTS_OF_A_MOVE = 3;

  private final DesiredState desired;
  private final PlanningRequest request;
  private final Placement placement;
  private final TargetView.Reached target;
  private final ServiceView view;
  private final Holding holding;

  private final List<Step> steps = new ArrayList<>();
  private final List<CannotTell> cannotTell = new ArrayList<>();
  private final List<Drift> drift = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<Problem> blockers = new ArrayList<>();
  private final Map<Address, Attributes> recorded = new TreeMap<>();
  private int unchanged;
  private boolean blocked;

  /** The number of the last receipt that it had here under another name; 0: none. */
  private long earlier;

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

  /** What makes the placement what its definition says. */
  PlacementChange converged(DesiredPlacement wanted) {
    PlacementChange change = compared(wanted);
    return change.record().isEmpty() || blocked ? change : givenBack(change);
  }

  private PlacementChange compared(DesiredPlacement wanted) {
    if (isForeign()) {
      return change(wanted.after(), Optional.empty());
    }
    if (holding.isHeld()) {
      return left(wanted.after());
    }
    if (holding.isOver()) {
      notes.add(holding.note());
    }
    if (!wanted.earlier().isEmpty()) {
      recorded.put(Address.of(placement, Earlier.KIND), wanted.earlier());
    }
    noteWhatIsUnfinished();
    wanted
        .rollout()
        .confirm()
        .ifPresent(
            limit -> recorded.put(Probations.address(placement), Probations.recorded(limit)));
    Changes changes = new Changes(placement);
    leaveWhatIsNoMore(wanted);
    for (Resource resource : wanted.resources()) {
      Finding finding =
          isUnseen() && !(resource instanceof SyncResource)
              ? remembered(resource, changes)
              : resource.judge(sight(resource), changes);
      merge(resource, finding);
    }
    if (blocked) {
      return change(wanted.after(), view.record());
    }
    checkHealth(wanted);
    if (!steps.isEmpty()) {
      new Surroundings(placement, wanted, steps).deployment(changes.isFresh());
      if (view.confirmation() == ServiceView.Confirmation.TAKEN_BACK) {
        noteWhatWasTakenBack();
      } else {
        noteWhatIsAhead(wanted);
      }
    } else if (holding.isOver()) {
      steps.add(Recalled.note(placement, "no longer held"));
    } else if (view.pending().isPresent()) {
      steps.add(Recalled.note(placement, "what had been begun is recorded as done"));
    } else if (isConfirmedOtherwise()) {
      steps.add(Recalled.note(placement, "how its changes are confirmed is recorded"));
    }
    refuseRisks(wanted.allowed());
    return change(wanted.after(), Optional.of(record(wanted)));
  }

  /** A rename that did not come to its end may have taken the data along already. */
  private PlacementChange givenBack(PlacementChange change) {
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

  private void noteWhatIsUnfinished() {
    unfinished().ifPresent(why -> notes.add("`%s`: %s.".formatted(placement, why)));
  }

  /** What runs went back, and the definition did not. */
  private void noteWhatIsAhead(DesiredPlacement wanted) {
    view.record()
        .filter(record -> wanted.earlier().isEmpty())
        .flatMap(record -> record.resource(Address.of(placement, Earlier.KIND)))
        .ifPresent(
            mark ->
                notes.add(
                    "`%s` went back to the version of %s (plan %s): the definition is ahead of what runs, and this plan rolls it forward."
                        .formatted(
                            placement,
                            mark.get("applied").orElse("before"),
                            mark.get("plan").orElse("unknown"))));
  }

  private void noteWhatWasTakenBack() {
    String to =
        view.record()
            .flatMap(record -> record.resource(Address.of(placement, Earlier.KIND)))
            .map(
                mark ->
                    ", to the version of %s (plan %s)"
                        .formatted(
                            mark.get("applied").orElse("before"),
                            mark.get("plan").orElse("unknown")))
            .orElse("");
    notes.add(
        "`%s` took its last change back by itself%s: no new connection confirmed it, so it may have cut Clova off."
            .formatted(placement, to));
  }

  /** What brings back the version that is here, if these steps fail. */
  Optional<Work> wayBack(DesiredPlacement wanted, List<Step> change) {
    boolean isWhole =
        unfinished().isEmpty()
            && view.record()
                .filter(record -> record.runtime().name().equals(wanted.runtime()))
                .isPresent();
    return WayBack.isWanted(wanted) && isWhole
        ? view.tree()
            .recorded()
            .flatMap(tree -> new WayBack(this, wanted, view.record().get(), tree).from(change))
        : Optional.empty();
  }

  /** A new check is tried at once; from then on it is the one that a look asks. */
  private void checkHealth(DesiredPlacement wanted) {
    if (wanted.health().isEmpty() || !wanted.running()) {
      return;
    }
    Address at = HealthCheck.address(placement);
    Attributes check = wanted.health().get().attributes();
    recorded.put(at, check);
    boolean isKnown =
        view.record().flatMap(record -> record.resource(at)).filter(check::equals).isPresent();
    boolean runs =
        steps.stream()
            .flatMap(step -> step.claims().stream())
            .anyMatch(claim -> claim.at().kind().equals("run"));
    if (!isKnown && !runs) {
      steps.add(wanted.health().get().changed(placement));
    }
  }

  /** Somebody holds it: it is left as it is. */
  private PlacementChange left(SortedSet<Placement> after) {
    notes.add(holding.note());
    unchanged++;
    return change(after, view.record());
  }

  /**
   * Only what runs is touched, and only if it was deployed.
   *
   * @param wanted its definition; empty: only the target still knows of it
   */
  PlacementChange steered(Optional<DesiredPlacement> wanted) {
    SortedSet<Placement> after = wanted.map(DesiredPlacement::after).orElse(new TreeSet<>());
    if (isForeign()) {
      return change(after, Optional.empty());
    }
    if (view.record().isEmpty()) {
      blockers.add(
          Problem.of(
              ProblemCode.REFUSED,
              "`%s` was not deployed yet.".formatted(placement),
              "Run `clova apply` first."));
      return change(after, Optional.empty());
    }
    PlacementRecord before = view.record().get();
    List<Resource> running =
        wanted.map(DesiredPlacement::resources).orElse(Recalled.resources(before, false)).stream()
            .filter(resource -> kind(resource).equals("run"))
            .toList();
    if (running.isEmpty()) {
      notes.add("`%s` has nothing that runs.".formatted(placement));
      return change(after, view.record());
    }
    if (holding.isHeld() && isLeftAloneWhenHeld()) {
      return left(after);
    }
    Changes changes = new Changes(placement);
    running.forEach(resource -> merge(resource, resource.judge(sight(resource), changes)));
    if (blocked) {
      return change(after, view.record());
    }
    wanted.ifPresent(declared -> new Surroundings(placement, declared, steps).steering());
    Optional<Hold> hold =
        request.intent() == Intent.STOP
            ? Optional.of(holding.taken(request.hold(), request.who()))
            : Optional.empty();
    if (!hold.equals(before.hold())) {
      steps.add(
          Recalled.note(
              placement, hold.isPresent() ? Holding.words(request.hold()) : "no longer held"));
    }
    noteWhatIsNotDone(wanted);
    return change(
        after, Optional.of(before.withHold(hold).withGeneration(before.generation() + 1)));
  }

  /** Who removes it has nothing but the record to know that from. */
  private boolean isConfirmedOtherwise() {
    Address at = Probations.address(placement);
    return view.record()
        .filter(record -> !record.resource(at).equals(Optional.ofNullable(recorded.get(at))))
        .isPresent();
  }

  private boolean isLeftAloneWhenHeld() {
    return request.intent() == Intent.RESTART || request.intent() == Intent.RELOAD;
  }

  private void noteWhatIsNotDone(Optional<DesiredPlacement> wanted) {
    if (request.intent() == Intent.RELOAD && steps.isEmpty() && cannotTell.isEmpty()) {
      notes.add("`%s` does not run, so there is nothing to reload.".formatted(placement));
    }
    if (request.intent() == Intent.START && wanted.filter(w -> !w.running()).isPresent()) {
      notes.add("`%s` is declared stopped: the next apply stops it.".formatted(placement));
    }
  }

  /**
   * A runtime or an env that the definition has given up is taken away before the new one comes.
   */
  private void leaveWhatIsNoMore(DesiredPlacement wanted) {
    if (view.record().isEmpty()) {
      return;
    }
    List<String> declared = wanted.resources().stream().map(Resource::name).toList();
    boolean keepsEnv = wanted.resources().stream().anyMatch(EnvResource.class::isInstance);
    for (Resource old : Recalled.resources(view.record().get(), false).reversed()) {
      // Either sort of env is the same file.
      boolean isTakenOver = keepsEnv && old instanceof EnvResource;
      if (!declared.contains(old.name()) && !isTakenOver) {
        Finding finding = old.retire(sight(old));
        steps.addAll(finding.steps());
        cannotTell.addAll(finding.cannotTell());
        blocked |= finding.blocked();
      }
    }
  }

  /** What takes the placement off its target; persistent paths stay and are named. */
  PlacementChange retired() {
    PlacementRecord record = view.record().orElseThrow();
    SortedSet<Placement> after =
        Optional.ofNullable(desired.placements().get(placement))
            .map(DesiredPlacement::after)
            .orElse(new TreeSet<>());
    if (holding.isHeld() && request.intent() != Intent.DESTROY) {
      return left(after);
    }
    if (record.isProtected()) {
      blockers.add(
          Problem.of(
              ProblemCode.REFUSED,
              "`%s` is protected (`prevent_destroy`), and the plan would remove it."
                  .formatted(placement),
              "Declare it again, apply with `prevent_destroy = false`, then remove it."));
    }
    for (Resource resource : Recalled.resources(record, request.purge()).reversed()) {
      merge(resource, resource.retire(sight(resource)));
    }
    if (!blocked && steps.isEmpty()) {
      steps.add(Recalled.forget(placement));
    }
    switch (view.confirmation()) {
      case TAKEN_BACK -> noteWhatWasTakenBack();
      case FORGOTTEN -> noteWhatIsUnfinished();
      case NONE, AWAITED -> {}
    }
    refuseRisks(Set.of());
    return givenBack(change(after, Optional.empty()));
  }

  /**
   * What makes the placement what its definition says when its data comes from another target: what
   * an earlier attempt left there is not counted on.
   *
   * @param leaving what leaves the same target for it, under another name; empty: nothing does
   */
  PlacementChange arriving(DesiredPlacement wanted, Optional<PlacementRecord> leaving) {
    boolean isLeftOver = leaving.isPresent() && view.record().isPresent();
    boolean begun = isLeftOver || (view.record().isEmpty() && view.pending().isPresent());
    if (!begun && view.record().isEmpty() && view.tree().presence() != TreeSight.Presence.GONE) {
      blockers.add(
          Problem.of(
              ProblemCode.REFUSED,
              "`%s` cannot move to `%s`: %s is there already."
                  .formatted(placement.service(), placement.target(), directory()),
              "Move it away on the target, or remove it."));
    }
    ServiceView there =
        begun
            ? new ServiceView(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TreeSight.NOTHING,
                view.answers(),
                view.confirmation())
            : view;
    PlacementGround ground = new PlacementGround(desired, request, placement, target, there);
    ground.blockers.addAll(blockers);
    leaving.ifPresent(record -> ground.earlier = record.generation() + RECEIPTS_OF_A_MOVE);
    return ground.compared(leaving.map(wanted::after).orElse(wanted));
  }

  /** What stops the service here for good, and what would begin it here again. */
  Optional<Leaving> leaving() {
    return leaving(false);
  }

  private Optional<Leaving> leaving(boolean purge) {
    for (Resource resource : Recalled.resources(view.record().orElseThrow(), purge)) {
      if (resource instanceof RuntimeResource runtime) {
        return runtime.leave(sight(runtime));
      }
    }
    return view.record().get().runtime().name().equals("none")
        ? Optional.of(Leaving.NOTHING)
        : Optional.empty();
  }

  /** What removes the stopped copy of a service that has moved on, data and all. */
  PlacementChange finished(Away away) {
    PlacementRecord record = view.record().orElseThrow();
    List<String> paths = Prune.paths("", record.runtime().persist());
    Optional<Leaving> leaving = leaving(request.purge());
    List<Action> actions = new ArrayList<>();
    actions.add(new Action.Script(ShellText.of("clova_as_left ").plus(ShellText.words(paths))));
    leaving.ifPresent(known -> actions.addAll(known.clear()));
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        Evidence.note(
            "the copy of before it moved to `%s`; refused if it was written to since"
                .formatted(away.to().target())));
    volumes(leaving, request.purge()).ifPresent(evidence::add);
    PlannedAction claim =
        PlannedAction.of(
                Address.of(placement),
                Verb.FORGET,
                Reason.PLACEMENT_CHANGED,
                away.to().target(),
                "")
            .evidence(evidence);
    steps.add(new Step(List.of(claim), actions));
    removeFiles(record, true);
    return change(new TreeSet<>(), Optional.empty());
  }

  /** What is left of it once its service has another name, and its data with it. */
  PlacementChange renamed(Placement to) {
    PlacementRecord record = view.record().orElseThrow();
    Optional<Leaving> leaving = leaving();
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(Evidence.note("it is `%s` now".formatted(to.service())));
    volumes(leaving, false).ifPresent(evidence::add);
    PlannedAction claim =
        PlannedAction.of(Address.of(placement), Verb.FORGET, Reason.RENAMED, to.toString(), "")
            .evidence(evidence);
    List<Action> actions = new ArrayList<>();
    actions.add(new Action.Script(ShellText.of("clova_keep_version")));
    leaving.ifPresent(known -> actions.addAll(known.clear()));
    steps.add(new Step(List.of(claim), actions));
    RuntimeRecord runtime = record.runtime();
    removeFiles(
        record.withRuntime(
            new RuntimeRecord(
                runtime.name(),
                runtime.attributes(),
                List.of(),
                runtime.inputs(),
                runtime.environment())),
        false);
    Step last = steps.removeLast();
    List<Action> all = new ArrayList<>(last.actions());
    all.add(
        new Action.Script(ShellText.of("clova_kept_along ").plus(ShellText.word(to.service()))));
    steps.add(new Step(last.claims(), all));
    return change(new TreeSet<>(), Optional.empty()).behind(to);
  }

  private void removeFiles(PlacementRecord record, boolean purge) {
    for (Resource resource : Recalled.resources(record, purge).reversed()) {
      if (resource instanceof RuntimeResource) {
        continue;
      }
      Finding finding = resource.retire(sight(resource, Optional.of(record)));
      for (Step step : finding.steps()) {
        steps.add(
            new Step(step.claims().stream().map(c -> c.risk(Risk.NONE)).toList(), step.actions()));
      }
      cannotTell.addAll(finding.cannotTell());
    }
  }

  private static Optional<Evidence> volumes(Optional<Leaving> leaving, boolean purge) {
    return leaving
        .map(Leaving::volumes)
        .filter(names -> !names.isEmpty())
        .map(
            names ->
                "%s %s %s"
                    .formatted(
                        names.size() == 1 ? "the volume" : "the volumes",
                        String.join(", ", names),
                        purge
                            ? (names.size() == 1 ? "is" : "are") + " DELETED"
                            : (names.size() == 1 ? "stays" : "stay")
                                + ": `docker volume rm` removes it"))
        .map(Evidence::note);
  }

  private boolean isForeign() {
    Optional<Receipt> other =
        view.receipt().filter(r -> !r.workspaceId().equals(desired.workspaceId()));
    if (other.isEmpty() || request.adopt()) {
      return false;
    }
    blockers.add(
        Problem.of(
            ProblemCode.REFUSED,
            "`%s` on `%s` belongs to the workspace `%s`, which last changed it as %s."
                .formatted(
                    placement.service(),
                    placement.target(),
                    other.get().workspaceName(),
                    other.get().writer()),
            "Give the service another name, or take it over with `--adopt`."));
    return true;
  }

  private boolean isUnseen() {
    return view.tree().presence() == TreeSight.Presence.UNSEEN;
  }

  /** Without a look, all that can be told of a thing is whether its definition has changed. */
  private Finding remembered(Resource resource, Changes changes) {
    Sight sight = sight(resource);
    Attributes wanted = resource.judge(sight, new Changes(placement)).recorded();
    Address at = Address.of(placement, kind(resource), thing(resource));
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

  private void merge(Resource resource, Finding finding) {
    steps.addAll(finding.steps());
    cannotTell.addAll(finding.cannotTell());
    drift.addAll(finding.drift());
    unchanged += finding.unchanged();
    blocked |= finding.blocked();
    if (!finding.recorded().isEmpty()) {
      recorded.put(Address.of(placement, kind(resource), thing(resource)), finding.recorded());
    }
  }

  private static String kind(Resource resource) {
    int slash = resource.name().indexOf('/');
    return slash < 0 ? resource.name() : resource.name().substring(0, slash);
  }

  private static String thing(Resource resource) {
    int slash = resource.name().indexOf('/');
    return slash < 0 ? "" : resource.name().substring(slash + 1);
  }

  /** What is known of one of its resources. */
  Sight sight(Resource resource) {
    return sight(resource, view.record());
  }

  private Sight sight(Resource resource, Optional<PlacementRecord> record) {
    return new Sight(
        directory(),
        view.answer(resource.name()),
        record,
        record
            .flatMap(r -> r.resource(Address.of(placement, kind(resource), thing(resource))))
            .orElse(Attributes.none()),
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

  private Optional<String> unfinished() {
    if (view.confirmation() == ServiceView.Confirmation.FORGOTTEN) {
      return Optional.of(
          "no new connection had confirmed its last change when `%s` restarted, so nothing takes that back any more"
              .formatted(placement.target()));
    }
    if (view.pending().isPresent()) {
      return Optional.of("an earlier apply was cut off in the middle of it");
    }
    return view.record()
        .flatMap(PlacementRecord::tainted)
        .map(why -> "an earlier apply failed: " + why);
  }

  private void refuseRisks(Set<Risk> allowed) {
    for (Step step : steps) {
      for (PlannedAction claim : step.claims()) {
        if (claim.risk() != Risk.NONE
            && !allowed.contains(claim.risk())
            && !request.allowed().contains(claim.risk())) {
          blockers.add(
              Problem.of(
                  ProblemCode.REFUSED,
                  "`%s %s` has the risk `%s`."
                      .formatted(claim.verb().word(), claim.at(), claim.risk().word()),
                  "If that is meant, add `--allow " + claim.risk().word() + "`."));
        }
      }
    }
  }

  private PlacementRecord record(DesiredPlacement wanted) {
    DesiredTarget where = Objects.requireNonNull(desired.targets().get(placement.target()));
    long generation =
        Math.max(earlier, view.record().map(PlacementRecord::generation).orElse(0L)) + 1;
    Home home =
        new Home(
            target.root(),
            directory(),
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
        request.now(),
        "",
        new TreeMap<>(recorded));
  }

  /** What was seen of it. */
  ServiceView view() {
    return view;
  }

  /** When this plan is made. */
  Instant now() {
    return request.now();
  }

  /** Where the service is on this target. */
  String directory() {
    return target.root() + "/" + placement.service();
  }

  private PlacementChange change(SortedSet<Placement> after, Optional<PlacementRecord> record) {
    return new PlacementChange(
        placement,
        directory(),
        blocked ? List.of() : steps,
        cannotTell,
        drift,
        notes,
        blockers,
        unchanged,
        record.isEmpty() || request.intent() == Intent.STOP,
        after,
        new TreeSet<>(),
        record,
        view.receipt(),
        Optional.empty());
  }
}
