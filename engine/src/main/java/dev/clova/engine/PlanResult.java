package dev.clova.engine;

import dev.clova.engine.policy.Verdict;
import dev.clova.state.Plan;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan, with what is to be told beside it.
 *
 * @param plan what would be done
 * @param warnings of the definitions, and of what was found
 * @param notes what happened before: an interrupted apply, another controller's apply; one sentence
 *     each
 * @param blockers why nothing may be applied, such as a conflict with another workspace, a
 *     protected placement or a rule; empty: it may
 * @param unreached the problem of each target that was not reached
 * @param verdicts what each rule says
 */
public record PlanResult(
    Plan plan,
    List<Problem> warnings,
    List<String> notes,
    List<Problem> blockers,
    List<Problem> unreached,
    List<Verdict> verdicts) {

  /** Copies its lists. */
  public PlanResult {
    warnings = List.copyOf(warnings);
    notes = List.copyOf(notes);
    blockers = List.copyOf(blockers);
    unreached = List.copyOf(unreached);
    verdicts = List.copyOf(verdicts);
  }

  /** A plan where there are no rules. */
  public PlanResult(
      Plan plan,
      List<Problem> warnings,
      List<String> notes,
      List<Problem> blockers,
      List<Problem> unreached) {
    this(plan, warnings, notes, blockers, unreached, List.of());
  }

  /** The same, held against rules: those that refuse stand in the way. */
  PlanResult judged(List<Verdict> judgement) {
    List<Problem> more = new ArrayList<>(blockers);
    for (Verdict verdict : judgement) {
      if (verdict.refuses()) {
        more.add(
            Problem.at(
                verdict.rule().at(),
                ProblemCode.REFUSED,
                "The rule `%s` refuses this: %s, but %s."
                    .formatted(verdict.rule().name(), verdict.rule().text(), verdict.why()),
                "`clova policy test` explains every rule."));
      }
    }
    return new PlanResult(plan, warnings, notes, more, unreached, judgement);
  }

  /** The same with one more thing that is to be told. */
  PlanResult noted(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new PlanResult(plan, warnings, more, blockers, unreached, verdicts);
  }
}
