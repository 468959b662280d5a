package dev.clova.engine.policy;

import dev.clova.engine.definition.PolicyRule;
import dev.clova.state.Term;

/**
 * What one rule says of one plan.
 *
 * @param rule the rule
 * @param source the file that it is written in, as shown to people
 * @param outcome whether the plan keeps it
 * @param why what the plan does against it, or why it keeps it; without a capital and a full stop
 */
public record Verdict(PolicyRule rule, String source, Outcome outcome, String why) {

  /** Whether a plan keeps a rule. */
  public enum Outcome implements Term {
    /** It does. */
    HOLDS,
    /** It does not, and is not applied. */
    REFUSES
  }

  /** Whether the rule stands in the way. */
  public boolean refuses() {
    return outcome == Outcome.REFUSES;
  }
}
