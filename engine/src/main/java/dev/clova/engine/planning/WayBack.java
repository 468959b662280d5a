package dev.clova.engine.planning;

import dev.clova.engine.desired.DesiredPlacement;
import dev.clova.engine.desired.Earlier;
import dev.clova.engine.kind.HealthCheck;
import dev.clova.engine.kind.Resource;
import dev.clova.engine.observed.ServiceView;
import dev.clova.engine.runtime.RunState;
import dev.clova.engine.runtime.RuntimeResource;
import dev.clova.engine.runtime.Undoing;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Rollout;
import dev.clova.engine.step.Step;
import dev.clova.engine.step.Work;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Tree;
import dev.clova.state.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How a placement comes back to the version that is there now, should its change fail: from what
 * its target keeps of it, so that nothing of it needs to be here.
 */
final class WayBack {

  private final PlacementGround ground;
  private final DesiredPlacement wanted;
  private final PlacementRecord before;
  private final Tree tree;

  WayBack(PlacementGround ground, DesiredPlacement wanted, PlacementRecord before, Tree tree) {
    this.ground = ground;
    this.wanted = wanted;
    this.before = before;
    this.tree = tree;
  }

  /**
   * What brings back the version that is here, should these steps fail; empty: nobody wants that,
   * or what is here is not a whole version.
   */
  static Optional<Work> ifFailing(
      PlacementGround ground, DesiredPlacement wanted, List<Step> steps) {
    ServiceView view = ground.view();
    if (!isWanted(wanted) || ground.unfinished().isPresent()) {
      return Optional.empty();
    }
    return view.record()
        .filter(record -> record.runtime().name().equals(wanted.runtime()))
        .flatMap(
            record ->
                view.tree()
                    .recorded()
                    .flatMap(tree -> new WayBack(ground, wanted, record, tree).from(steps)));
  }

  /**
   * What undoes that steps take a placement away: from its record alone, since its definition may
   * be gone.
   *
   * @param tree its files, as recorded
   */
  static Work afterRemoval(
      PlacementGround ground, PlacementRecord before, Tree tree, List<Step> steps) {
    Placement placement = before.placement();
    List<Step> back = new ArrayList<>();
    back.add(
        Step.of(
            claim(Address.of(placement, "sync"), Verb.CREATE),
            Replaced.by(steps).takenBack(before.generation(), tree)));
    running(ground, before, runs(steps), back);
    return work(ground, before, back);
  }

  /**
   * What undoes that a placement was started or stopped by hand: its files and its version stay.
   *
   * @param tree its files, as recorded
   */
  static Work afterSteering(PlacementGround ground, PlacementRecord before, Tree tree) {
    Placement placement = before.placement();
    Replaced nothing = Replaced.by(List.of());
    List<Step> back = new ArrayList<>();
    for (Resource resource : Recalled.resources(before, false)) {
      if (resource instanceof RuntimeResource runtime && isDown(ground, runtime)) {
        add(runtime.address(placement), Verb.STOP, runtime.down(before).first(), back);
      }
    }
    back.add(
        Step.of(
            claim(Address.of(placement, "sync"), Verb.UPDATE),
            nothing.takenBack(before.generation(), tree)));
    running(ground, before, true, back);
    PlacementRecord same =
        before.withGeneration(before.generation() + 2).withReceipt(Optional.empty());
    return new Work(placement, ground.directory(), back, new TreeSet<>(), Optional.of(same));
  }

  /** Files are back, or never went: what ran, runs again. */
  private static void running(
      PlacementGround ground, PlacementRecord before, boolean touched, List<Step> back) {
    for (Resource resource : Recalled.resources(before, false)) {
      if (resource instanceof RuntimeResource runtime) {
        boolean again = touched && !isDown(ground, runtime);
        add(
            runtime.address(before.placement()),
            again ? Verb.START : Verb.UPDATE,
            again ? runtime.again(ground.sight(runtime), before) : runtime.down(before).last(),
            back);
      }
    }
  }

  /**
   * The work of it.
   *
   * @param steps those that change the placement
   * @return empty if there is nothing that would have to come back
   */
  private Optional<Work> from(List<Step> steps) {
    Replaced replaced = Replaced.by(steps);
    return replaced.isFresh() || replaced.isNothing()
        ? Optional.empty()
        : Optional.of(work(again(replaced, wanted.running())));
  }

  /**
   * The same for steps that a target takes back by itself, wherever they were: also where they only
   * run something, and with what the service runs after a change.
   */
  Optional<Work> unconfirmed(List<Step> steps) {
    Replaced replaced = Replaced.by(steps);
    if (replaced.isFresh()) {
      return Optional.empty();
    }
    List<Step> back =
        wasDown(steps) ? stopped(replaced) : again(replaced, wanted.running() || runs(steps));
    wanted
        .hooks()
        .afterApply()
        .ifPresent(hook -> back.add(wanted.hooks().step(wanted.placement(), "after_apply", hook)));
    return Optional.of(work(back));
  }

  /** Whether these make run what was not running. */
  private boolean wasDown(List<Step> steps) {
    return claims(steps).anyMatch(claim -> isRun(claim) && claim.verb() == Verb.START)
        && wanted.resources().stream()
            .anyMatch(
                resource -> resource instanceof RuntimeResource runtime && isDown(ground, runtime));
  }

  private static boolean isDown(PlacementGround ground, RuntimeResource runtime) {
    return switch (runtime.status(ground.sight(runtime)).state()) {
      case RunState.Stopped _, RunState.Absent _ -> true;
      case RunState.Running _, RunState.Failed _, RunState.Unknown _ -> false;
    };
  }

  /** Whether what runs is touched. */
  static boolean runs(List<Step> steps) {
    return claims(steps).anyMatch(WayBack::isRun);
  }

  private static boolean isRun(PlannedAction claim) {
    return claim.at().kind().equals("run");
  }

  private static Stream<PlannedAction> claims(List<Step> steps) {
    return steps.stream().flatMap(step -> step.claims().stream());
  }

  /** It was not running, and does so no more. */
  private List<Step> stopped(Replaced replaced) {
    Optional<RuntimeResource> runtime = runtime(wanted);
    Undoing down = runtime.map(it -> it.down(before)).orElse(new Undoing(List.of(), List.of()));
    Address at =
        runtime.map(it -> it.address(wanted.placement())).orElse(Address.of(wanted.placement()));
    List<Step> back = new ArrayList<>();
    add(at, Verb.STOP, down.first(), back);
    back.add(files(replaced));
    add(at, Verb.UPDATE, down.last(), back);
    return back;
  }

  /** What runs a placement; empty: it has files alone. */
  static Optional<RuntimeResource> runtime(DesiredPlacement wanted) {
    return wanted.resources().stream()
        .filter(RuntimeResource.class::isInstance)
        .map(RuntimeResource.class::cast)
        .findFirst();
  }

  /** Nothing to do is no step. */
  static void add(Address at, Verb verb, List<Action> actions, List<Step> steps) {
    if (!actions.isEmpty()) {
      steps.add(new Step(List.of(claim(at, verb)), actions));
    }
  }

  private Step files(Replaced replaced) {
    return Step.of(
        claim(Address.of(wanted.placement(), "sync"), Verb.UPDATE),
        replaced.takenBack(before.generation(), tree));
  }

  private List<Step> again(Replaced replaced, boolean runs) {
    Placement placement = wanted.placement();
    List<Step> back = new ArrayList<>();
    back.add(files(replaced));
    for (var resource : wanted.resources()) {
      if (resource instanceof RuntimeResource runtime && runs) {
        Address at = runtime.address(placement);
        back.add(
            new Step(
                List.of(claim(at, Verb.RESTART)), runtime.again(ground.sight(runtime), before)));
        health().ifPresent(check -> back.add(check.step(placement, at)));
      }
    }
    return back;
  }

  private Work work(List<Step> back) {
    return work(ground, before, back).inTurn(wanted.rollout(), 0, Optional.empty());
  }

  private static Work work(PlacementGround ground, PlacementRecord before, List<Step> back) {
    return new Work(
        before.placement(),
        ground.directory(),
        back,
        new TreeSet<>(),
        Optional.of(record(before, ground.now())));
  }

  static PlannedAction claim(Address at, Verb verb) {
    return PlannedAction.of(at, verb, Reason.UNHEALTHY, "", "");
  }

  /** The check of then, with the patience of now. */
  private Optional<HealthCheck> health() {
    return before
        .resource(HealthCheck.address(before.placement()))
        .flatMap(check -> wanted.health().map(declared -> declared.asking(check)));
  }

  /** One receipt after that of the change which failed, whether that was written or not. */
  private static PlacementRecord record(PlacementRecord before, Instant now) {
    SortedMap<Address, Attributes> resources = new TreeMap<>(before.resources());
    resources.put(Address.of(before.placement(), Earlier.KIND), Earlier.mark(before));
    return before
        .withResources(resources)
        .withGeneration(before.generation() + 2)
        .withReceipt(Optional.empty())
        .withApplied(now, before.plan());
  }

  /** Whether a service goes back at all. */
  private static boolean isWanted(DesiredPlacement wanted) {
    return wanted.rollout().onFailure() == Rollout.OnFailure.ROLLBACK;
  }
}
