package dev.clova.engine;

import dev.clova.state.Plan;
import dev.clova.state.PlanId;
import java.util.Optional;

/**
 * The plan that somebody approved, and nothing but that is to be applied.
 *
 * @param id its id
 * @param plan the plan itself, if it is at hand: then it can be told what differs
 */
public record Expectation(PlanId id, Optional<Plan> plan) {

  /** A plan of which only the id is known. */
  public static Expectation of(PlanId id) {
    return new Expectation(id, Optional.empty());
  }

  /** A plan that is at hand. */
  public static Expectation of(Plan plan) {
    return new Expectation(plan.id(), Optional.of(plan));
  }
}
