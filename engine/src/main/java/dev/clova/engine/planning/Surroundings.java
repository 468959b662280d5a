package dev.clova.engine.planning;

import dev.clova.engine.desired.DesiredPlacement;
import dev.clova.engine.step.Step;
import dev.clova.state.Effect;
import dev.clova.state.Placement;
import dev.clova.state.PlannedAction;
import dev.clova.state.Verb;
import java.util.List;
import java.util.Optional;

/** Hooks and health go around what changes; both run only where something does. */
final class Surroundings {

  private final Placement placement;
  private final DesiredPlacement wanted;
  private final List<Step> steps;

  /**
   * Around these steps, in place.
   *
   * @param steps may be changed
   */
  Surroundings(Placement placement, DesiredPlacement wanted, List<Step> steps) {
    this.placement = placement;
    this.wanted = wanted;
    this.steps = steps;
  }

  /** Around a deployment. */
  void deployment(boolean fresh) {
    beforeStop();
    wanted
        .hooks()
        .beforeApply()
        .filter(hook -> !fresh)
        .ifPresent(hook -> steps.addFirst(wanted.hooks().step(placement, "before_apply", hook)));
    health();
    wanted
        .hooks()
        .afterApply()
        .ifPresent(hook -> steps.add(wanted.hooks().step(placement, "after_apply", hook)));
  }

  /** Around a start, stop or restart that somebody asked for. */
  void steering() {
    beforeStop();
    health();
  }

  private void beforeStop() {
    boolean stops = runClaim().map(PlannedAction::effect).filter(Surroundings::stops).isPresent();
    wanted
        .hooks()
        .beforeStop()
        .filter(hook -> stops)
        .ifPresent(
            hook -> steps.add(indexOfRun(), wanted.hooks().step(placement, "before_stop", hook)));
  }

  private void health() {
    runClaim()
        .filter(claim -> claim.verb() != Verb.STOP && claim.verb() != Verb.REMOVE)
        .flatMap(claim -> wanted.health().map(health -> health.step(placement, claim.at())))
        .ifPresent(steps::add);
  }

  private static boolean stops(Effect effect) {
    return effect == Effect.RESTART || effect == Effect.DOWNTIME;
  }

  private Optional<PlannedAction> runClaim() {
    return steps.stream()
        .flatMap(step -> step.claims().stream())
        .filter(claim -> claim.at().kind().equals("run"))
        .reduce((first, second) -> second);
  }

  private int indexOfRun() {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).claims().getFirst().at().kind().equals("run")) {
        return i;
      }
    }
    return steps.size();
  }
}
