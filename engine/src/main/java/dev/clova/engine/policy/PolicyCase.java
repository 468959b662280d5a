package dev.clova.engine.policy;

import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.PlanId;
import dev.clova.state.Risk;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A plan and all that rules may ask about it.
 *
 * @param plan what would be done
 * @param id the id under which it was reviewed: of this plan, or of the one that it is a part of
 * @param removed what it takes from its target
 * @param recorded how many placements there are before it
 * @param allowed risks that the person takes
 * @param approved ids that somebody approved
 * @param now the time, for freezes
 * @param matching what a pattern selects
 */
public record PolicyCase(
    Plan plan,
    PlanId id,
    Set<Placement> removed,
    int recorded,
    Set<Risk> allowed,
    Set<PlanId> approved,
    Instant now,
    Function<String, Predicate<Placement>> matching) {

  /** Copies its sets. */
  public PolicyCase {
    removed = Set.copyOf(removed);
    allowed = Set.copyOf(allowed);
    approved = Set.copyOf(approved);
  }
}
