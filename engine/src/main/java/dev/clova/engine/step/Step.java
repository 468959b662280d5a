package dev.clova.engine.step;

import dev.clova.state.PlannedAction;
import java.util.List;

/**
 * A part of a placement's change: what the plan says of it, and what applying does for it.
 *
 * @param claims the planned actions that this step carries out, at least one
 * @param actions what is done, in order; the first failure ends the placement's work
 */
public record Step(List<PlannedAction> claims, List<Action> actions) {

  /** Copies its lists. */
  public Step {
    claims = List.copyOf(claims);
    actions = List.copyOf(actions);
  }

  /** A step that carries out one planned action. */
  public static Step of(PlannedAction claim, Action... actions) {
    return new Step(List.of(claim), List.of(actions));
  }
}
