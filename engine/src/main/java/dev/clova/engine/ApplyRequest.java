package dev.clova.engine;

import dev.clova.state.Plan;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What an apply is asked for.
 *
 * @param plan what to plan and do
 * @param unattended nobody is asked: the plan is made under the locks, in one go
 * @param expect the plan that this must be; empty: any
 * @param claim a saved plan that is all that may be done; empty: whatever is planned
 * @param interrupted once true, nothing new is begun
 */
public record ApplyRequest(
    PlanRequest plan,
    boolean unattended,
    Optional<Expectation> expect,
    Optional<Plan> claim,
    BooleanSupplier interrupted) {

  /** Everything that a plan says, without asking. */
  public static ApplyRequest unattended(PlanRequest plan) {
    return new ApplyRequest(plan, true, Optional.empty(), Optional.empty(), () -> false);
  }
}
