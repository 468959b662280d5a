package dev.clova.engine;

import dev.clova.state.Plan;
import dev.clova.state.Problem;
import java.util.List;

/**
 * A plan, with what is to be told beside it.
 *
 * @param plan what would be done
 * @param warnings of the definitions, and of what was found
 * @param notes what happened before: an interrupted apply, another controller's apply; one sentence
 *     each
 * @param blockers why nothing may be applied, such as a conflict with another workspace or a
 *     protected placement; empty: it may
 * @param unreached the problem of each target that was not reached
 */
public record PlanResult(
    Plan plan,
    List<Problem> warnings,
    List<String> notes,
    List<Problem> blockers,
    List<Problem> unreached) {

  /** Copies its lists. */
  public PlanResult {
    warnings = List.copyOf(warnings);
    notes = List.copyOf(notes);
    blockers = List.copyOf(blockers);
    unreached = List.copyOf(unreached);
  }
}
