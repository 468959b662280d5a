package dev.clova.engine.planning;

import dev.clova.engine.desired.DesiredPlacement;
import dev.clova.engine.desired.DesiredState;
import dev.clova.engine.desired.DesiredTarget;
import dev.clova.engine.observed.Observed;
import dev.clova.engine.observed.ServiceView;
import dev.clova.engine.observed.TargetView;
import dev.clova.engine.step.Probation;
import dev.clova.engine.step.Step;
import dev.clova.engine.step.Work;
import dev.clova.state.Address;
import dev.clova.state.Away;
import dev.clova.state.CannotTell;
import dev.clova.state.Digest;
import dev.clova.state.Drift;
import dev.clova.state.Guard;
import dev.clova.state.Guard.Sort;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Plan;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import dev.clova.state.Receipt;
import dev.clova.state.State;
import dev.clova.state.Unreached;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes a plan: compares what is declared with what was seen, adds what is no longer declared, puts
 * it in order. A pure function: no file, target, clock, thread or chance.
 */
public final class Planner {

  private final DesiredState desired;
  private final Observed observed;
  private final State state;
  private final PlanningRequest request;

  private final Moves moves;
  private final Resemblances resemblances = new Resemblances();

  private final SortedMap<Placement, PlacementChange> changes = new TreeMap<>();
  private final SortedSet<Placement> retired = new TreeSet<>();
  private final List<Unreached> unreached = new ArrayList<>();
  private final List<CannotTell> cannotTell = new ArrayList<>();
  private final List<Drift> drift = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<Problem> blockers = new ArrayList<>();
  private final SortedMap<Placement, PlacementRecord> recorded = new TreeMap<>();
  private int unchanged;

  private Planner(DesiredState desired, Observed observed, State state, PlanningRequest request) {
    this.desired = desired;
    this.observed = observed;
    this.moves = Moves.of(desired, observed, state, request);
    this.state = state;
    this.request = request;
    cannotTell.addAll(request.cannotTell());
  }

  /** The plan that leads from what was seen to what is declared, with the work that it takes. */
  public static Planning plan(
      DesiredState desired, Observed observed, State state, PlanningRequest request) {
    Planner planner = new Planner(desired, observed, state, request);
    planner.notes.addAll(planner.moves.notes());
    observed.targets().forEach(planner::target);
    planner.notes.addAll(planner.resemblances.notes());
    planner.waitForTheLost();
    return planner.planning();
  }

  private void target(String name, TargetView view) {
    switch (view) {
      case TargetView.Lost(Problem problem) -> {
        if (isOfConcern(name)) {
          unreached.add(new Unreached(name, problem.code().title() + ": " + problem.detail()));
        }
      }
      case TargetView.Reached reached -> {
        reached.services().forEach((service, seen) -> service(name, service, reached, seen));
        reached.carried().forEach(service -> noteWhatWasCarried(name, service, reached));
      }
    }
  }

  /** A move that goes on takes it; nothing else does. */
  private void noteWhatWasCarried(String target, String service, TargetView.Reached reached) {
    Placement placement = new Placement(service, target);
    if (request.selected().test(placement) && moves.source(placement).isEmpty()) {
      notes.add(
          "`%s` has `%s/.clova/moving/%s`, of a move of `%s` that did not come to its end. The next one to `%s` goes on with it; nothing else needs it."
              .formatted(target, reached.root(), service, service, target));
    }
  }

  /** What has no part in the plan was only asked for what might be there. */
  private boolean isOfConcern(String target) {
    return !request.unknown().contains(target)
        || moves.isInTheWay(target)
        || desired.placements().keySet().stream().anyMatch(p -> p.target().equals(target));
  }

  private void service(
      String target, String service, TargetView.Reached reached, ServiceView view) {
    Placement placement = new Placement(service, target);
    view.record()
        .filter(record -> isOurs(view))
        .ifPresent(record -> recorded.put(placement, record));
    if (!request.selected().test(placement)) {
      return;
    }
    Optional<DesiredPlacement> wanted =
        Optional.ofNullable(desired.placements().get(placement))
            .filter(declared -> !declared.absent() && !isDestroyed());
    if (view.confirmation() == ServiceView.Confirmation.AWAITED) {
      waitForConfirmation(placement);
      return;
    }
    PlacementGround ground = new PlacementGround(desired, request, placement, reached, view);
    if (moves.unconfirmed(placement).isPresent()) {
      waitForConfirmation(moves.unconfirmed(placement).get());
    } else if (moves.obstacle(placement).isPresent()) {
      cannotTell.add(moves.obstacle(placement).get());
    } else if (request.intent() == Intent.FINISH) {
      moves
          .kept(placement)
          .ifPresent(away -> take(placement, new Departure(ground).finished(away)));
    } else if (moves.renamed(placement).isPresent()) {
      take(placement, new Departure(ground).renamed(moves.renamed(placement).get()));
    } else if (moves.isSource(placement)) {
      unchanged++;
    } else if (renamedBefore(placement).isPresent() && request.intent() == Intent.CONVERGE) {
      take(placement, new Departure(ground).renamed(renamedBefore(placement).get().to()));
    } else if (isOver(placement)) {
      moves
          .kept(placement)
          .ifPresent(away -> take(placement, new Departure(ground).finished(away)));
    } else if (isLeftByNobody(placement)) {
      retire(placement, ground);
    } else if (moves.kept(placement).isPresent() && !isDestroyed()) {
      notes.add(kept(placement, moves.kept(placement).get()));
    } else if (request.intent().isSteering()) {
      if (wanted.isPresent() || isOurs(view)) {
        take(placement, new Steering(ground).steered(wanted));
      }
    } else if (wanted.isPresent() && moves.source(placement).isPresent()) {
      take(placement, moved(ground, wanted.get(), moves.source(placement).get()));
    } else if (wanted.isPresent()) {
      if (view.receipt().isEmpty()) {
        resemblances.comes(wanted.get());
      }
      take(placement, new Convergence(ground).converged(wanted.get()));
    } else if (view.record().isPresent() && isOurs(view) && request.intent() != Intent.ROLL_BACK) {
      if (!isDestroyed()) {
        view.tree().recorded().ifPresent(tree -> resemblances.leaves(view.record().get(), tree));
      }
      retire(placement, ground);
    }
  }

  /** Told once, whoever waits for it. */
  private void waitForConfirmation(Placement open) {
    Problem problem = Probations.open(open);
    if (!blockers.contains(problem)) {
      blockers.add(problem);
    }
  }

  private PlacementChange moved(PlacementGround ground, DesiredPlacement wanted, Placement source) {
    TargetView.Reached target = (TargetView.Reached) observed.targets().get(source.target());
    ServiceView view = Objects.requireNonNull(target).services().get(source.service());
    PlacementRecord record = Objects.requireNonNull(view).record().orElseThrow();
    PlacementGround from = new PlacementGround(desired, request, source, target, view);
    boolean isInPlace = source.target().equals(wanted.placement().target());
    PlacementChange arriving =
        new Convergence(ground)
            .arriving(wanted, isInPlace ? Optional.of(record) : Optional.empty());
    return new Relocation(
            from, record, arriving, wanted, moves.since(source, wanted.placement(), request.now()))
        .change();
  }

  /** A rename that was cut off after the service had begun under its new name. */
  private Optional<Away> renamedBefore(Placement placement) {
    return moves
        .kept(placement)
        .filter(away -> away.isRename(placement) && away.isInPlace(placement));
  }

  /** A copy that was to stay for some time only, which has passed. */
  private boolean isOver(Placement placement) {
    return request.intent() == Intent.CONVERGE
        && moves.keptUntil(placement).filter(until -> !until.isAfter(request.now())).isPresent();
  }

  /** A copy of a service that is nowhere declared any more. */
  private boolean isLeftByNobody(Placement placement) {
    return request.intent() == Intent.CONVERGE
        && moves
            .kept(placement)
            .filter(
                away ->
                    desired.declared().stream()
                        .noneMatch(other -> other.service().equals(away.to().service())))
            .isPresent();
  }

  private String kept(Placement placement, Away away) {
    return "`%s` is stopped and kept%s: the service moved to `%s` at %s. `clova move --finish %s` removes it."
        .formatted(
            placement,
            moves.keptUntil(placement).map(until -> " until " + time(until)).orElse(""),
            away.to().target(),
            time(away.since()),
            placement.service());
  }

  private static Instant time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS);
  }

  private boolean isDestroyed() {
    return request.intent() == Intent.DESTROY;
  }

  private boolean isOurs(ServiceView view) {
    return view.receipt()
        .map(receipt -> receipt.workspaceId().equals(desired.workspaceId()))
        .orElse(false);
  }

  private void retire(Placement placement, PlacementGround ground) {
    retired.add(placement);
    take(placement, new Departure(ground).retired());
  }

  private void take(Placement placement, PlacementChange change) {
    cannotTell.addAll(change.cannotTell());
    drift.addAll(change.drift());
    notes.addAll(change.notes());
    blockers.addAll(change.blockers());
    unchanged += change.unchanged();
    noteOtherController(placement, change);
    if (!change.steps().isEmpty()) {
      changes.put(placement, change);
    }
  }

  /** The target's receipt is the truth: another controller's newer one is adopted, and said. */
  private void noteOtherController(Placement placement, PlacementChange change) {
    long ours = state.placement(placement).map(PlacementRecord::generation).orElse(0L);
    change
        .receipt()
        .filter(receipt -> receipt.generation() > ours && ours > 0)
        .filter(receipt -> !wasTakenBack(placement))
        .ifPresent(
            receipt ->
                notes.add(
                    "`%s` was applied elsewhere by %s, at %s."
                        .formatted(placement, receipt.writer(), receipt.record().applied())));
  }

  /** Whether its last change was to be confirmed, and was not. */
  private boolean wasTakenBack(Placement placement) {
    return observed.targets().get(placement.target()) instanceof TargetView.Reached reached
        && Optional.ofNullable(reached.services().get(placement.service()))
            .filter(view -> view.confirmation() == ServiceView.Confirmation.TAKEN_BACK)
            .isPresent();
  }

  /**
   * What waits for a placement on a target that was not reached goes on only if that placement is
   * recorded as it is to be; else nobody knows whether it is there to be relied on.
   */
  private void waitForTheLost() {
    for (Placement placement : List.copyOf(changes.keySet())) {
      PlacementChange change = Objects.requireNonNull(changes.get(placement));
      change.after().stream()
          .filter(other -> observed.targets().get(other.target()) instanceof TargetView.Lost)
          .filter(other -> !isRecordedAsWanted(other))
          .findFirst()
          .ifPresent(
              other -> {
                changes.remove(placement);
                cannotTell.add(
                    new CannotTell(
                        Address.of(placement),
                        "it comes after `%s`, whose target was not reached".formatted(other),
                        "`" + other.target() + "` within reach"));
              });
    }
  }

  private boolean isRecordedAsWanted(Placement placement) {
    Optional<Digest> wanted =
        Optional.ofNullable(desired.placements().get(placement))
            .map(declared -> declared.source().tree().digest());
    return state
        .placement(placement)
        .filter(record -> record.tainted().isEmpty() && record.tree().equals(wanted))
        .isPresent();
  }

  private Planning planning() {
    Batches batches = Batches.of(changes, desired.placements());
    Probations probations = new Probations();
    Waves waves = Waves.of(changes, spokenOf(), batches);
    List<PlannedAction> actions = new ArrayList<>();
    SortedMap<Placement, Work> work = new TreeMap<>();
    for (Map.Entry<Placement, PlacementChange> entry : changes.entrySet()) {
      Placement placement = entry.getKey();
      List<Step> steps = new ArrayList<>();
      for (Step step : entry.getValue().steps()) {
        List<PlannedAction> claims = new ArrayList<>();
        step.claims().forEach(claim -> claims.add(claim.wave(waves.of(placement))));
        actions.addAll(claims);
        steps.add(new Step(claims, step.actions()));
      }
      Work all = entry.getValue().work(steps, waves.before(placement));
      work.put(placement, inTurn(all, entry.getValue(), batches, probations));
    }
    Plan plan =
        new Plan(
            desired.workspaceId(),
            request.scope(),
            !request.scope().isEmpty(),
            guards(work),
            actions,
            unreached,
            cannotTell,
            drift,
            unchanged);
    notes.addAll(batches.notes());
    notes.addAll(probations.notes());
    return new Planning(plan, work, notes, blockers, recorded);
  }

  /** What moves, by who tells where it is. */
  private SortedMap<Placement, SortedSet<Placement>> spokenOf() {
    SortedMap<Placement, SortedSet<Placement>> spoken = new TreeMap<>();
    List<Placement> moving =
        changes.keySet().stream().filter(other -> moves.source(other).isPresent()).toList();
    for (Placement placement : changes.keySet()) {
      DesiredPlacement wanted = desired.placements().get(placement);
      if (wanted != null) {
        SortedSet<Placement> others = new TreeSet<>(moving);
        others.removeIf(
            other ->
                other.service().equals(placement.service())
                    || !wanted.speaksOf().contains(other.service()));
        spoken.put(placement, others);
      }
    }
    return spoken;
  }

  /** With its turn, and with the ways back if it fails or is not confirmed. */
  private Work inTurn(Work work, PlacementChange change, Batches batches, Probations probations) {
    Placement placement = work.placement();
    Optional<PlacementGround> ground = ground(placement);
    Optional<DesiredPlacement> wanted =
        Optional.ofNullable(desired.placements().get(placement))
            .filter(declared -> !change.down() && change.carry().isEmpty());
    Work turned =
        wanted
            .map(
                declared ->
                    work.inTurn(
                        declared.rollout(),
                        batches.of(placement),
                        ground.flatMap(its -> WayBack.ifFailing(its, declared, work.steps()))))
            .orElse(work);
    return turned.on(ground.flatMap(its -> probation(its, turned, wanted, probations)));
  }

  private Optional<Probation> probation(
      PlacementGround ground, Work work, Optional<DesiredPlacement> wanted, Probations probations) {
    if (retired.contains(work.placement())) {
      return probations.ofRemoval(ground, work.steps());
    }
    return request.intent().isSteering()
        ? probations.ofSteering(ground, work.steps())
        : wanted.flatMap(declared -> probations.of(ground, declared, work.steps()));
  }

  private Optional<PlacementGround> ground(Placement placement) {
    return observed.targets().get(placement.target()) instanceof TargetView.Reached reached
        ? Optional.ofNullable(reached.services().get(placement.service()))
            .map(view -> new PlacementGround(desired, request, placement, reached, view))
        : Optional.empty();
  }

  /** What the plan rests on and does not show. */
  private SortedMap<String, String> guards(SortedMap<Placement, Work> work) {
    SortedMap<String, String> guards = new TreeMap<>();
    request.guards().forEach((guard, value) -> guards.put(guard.text(), value));
    if (request.intent() != Intent.CONVERGE) {
      asked(request.intent().name().toLowerCase(Locale.ROOT), guards);
    }
    if (request.purge()) {
      asked("purge", guards);
    }
    if (request.adopt()) {
      asked("adopt", guards);
    }
    for (Placement placement : work.keySet()) {
      PlacementChange change = Objects.requireNonNull(changes.get(placement));
      DesiredPlacement wanted = desired.placements().get(placement);
      if (wanted != null && change.record().isPresent()) {
        guards.put(Guard.of(Sort.DEFINITION, placement).text(), wanted.definition().hex());
      }
      long generation = change.receipt().map(Receipt::generation).orElse(0L);
      guards.put(Guard.of(Sort.RECEIPT, placement).text(), Long.toString(generation));
      DesiredTarget target = Objects.requireNonNull(desired.targets().get(placement.target()));
      guards.put(new Guard(Sort.TARGET, placement.target()).text(), target.identity().hex());
    }
    return guards;
  }

  private static void asked(String what, SortedMap<String, String> guards) {
    guards.put(new Guard(Sort.ASKED, what).text(), "yes");
  }
}
