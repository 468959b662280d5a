package dev.clova.engine;

import dev.clova.engine.applying.PlacementOutcome;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an apply came to.
 *
 * @param applied the plan that it rested on, with what was said beside it
 * @param outcomes of every placement that the plan touches
 * @param interrupted whether it was ended before its work was done
 * @param problems what else went wrong, such as a state that could not be written
 * @param duration from the first connection to the last result
 */
public record ApplyReport(
    PlanResult applied,
    SortedMap<Placement, PlacementOutcome> outcomes,
    boolean interrupted,
    List<Problem> problems,
    Duration duration) {

  /** Copies its collections. */
  public ApplyReport {
    outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
    problems = List.copyOf(problems);
  }

  /** The same, of which something else went wrong. */
  ApplyReport with(List<Problem> others) {
    return new ApplyReport(applied, outcomes, interrupted, others, duration);
  }

  /** Whether every placement's work is done, and recorded. */
  public boolean isComplete() {
    return !interrupted
        && problems.isEmpty()
        && outcomes.values().stream().allMatch(o -> o instanceof PlacementOutcome.Done);
  }
}
