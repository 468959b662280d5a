package dev.clova.cli.render;

import dev.clova.cli.console.ExitStatus;
import dev.clova.engine.ApplyReport;
import dev.clova.engine.FleetView;
import dev.clova.engine.PlanResult;
import dev.clova.engine.applying.PlacementOutcome;
import dev.clova.state.Address;
import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.PlannedAction;
import dev.clova.state.Trouble;
import dev.clova.state.Verb;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which exit status tells what a plan or an apply came to; the gravest thing decides. */
public final class ExitRule {

  private ExitRule() {}

  /**
   * For a plan that is only shown.
   *
   * @param detailed whether changes have a status of their own
   * @param strict whether everything has to be reached and known, and nothing refused
   */
  public static ExitStatus of(PlanResult result, boolean detailed, boolean strict) {
    Plan plan = result.plan();
    boolean lost = !plan.unreached().isEmpty();
    boolean vague = lost || !plan.cannotTell().isEmpty();
    Stream<Trouble> troubles =
        Stream.concat(
            result.blockers().stream()
                .map(problem -> problem.code().trouble())
                .filter(trouble -> strict || trouble != Trouble.REFUSED),
            strict && vague ? Stream.of(Trouble.FAILED) : Stream.empty());
    return worst(Stream.concat(troubles, lost ? Stream.of(Trouble.UNREACHED) : Stream.empty()))
        .orElse(detailed && !plan.isEmpty() ? ExitStatus.CHANGES : ExitStatus.DONE);
  }

  /** For a look at services and targets: only what was not reached counts. */
  public static ExitStatus of(FleetView view) {
    return view.plan().unreached().isEmpty() ? ExitStatus.DONE : ExitStatus.of(Trouble.UNREACHED);
  }

  /** For an apply that was begun. An interrupt is told whatever else there is. */
  public static ExitStatus of(ApplyReport report) {
    if (report.interrupted()) {
      return ExitStatus.INTERRUPTED;
    }
    Stream<Trouble> troubles = report.problems().stream().map(problem -> problem.code().trouble());
    Stream<Trouble> outcome =
        report.outcomes().values().stream().allMatch(ExitRule::isDone)
            ? Stream.empty()
            : Stream.of(isAnythingDone(report) ? Trouble.PARTLY : Trouble.FAILED);
    Stream<Trouble> lost =
        report.applied().plan().unreached().isEmpty()
            ? Stream.empty()
            : Stream.of(Trouble.UNREACHED);
    return worst(Stream.of(troubles, outcome, lost).flatMap(all -> all)).orElse(ExitStatus.DONE);
  }

  private static Optional<ExitStatus> worst(Stream<Trouble> troubles) {
    return troubles.min(Comparator.naturalOrder()).map(ExitStatus::of);
  }

  private static boolean isDone(PlacementOutcome outcome) {
    return outcome instanceof PlacementOutcome.Done;
  }

  /** Whether anything may be different on any target now. */
  private static boolean isAnythingDone(ApplyReport report) {
    return report.outcomes().entrySet().stream().anyMatch(entry -> isBegun(entry, report));
  }

  private static boolean isBegun(Map.Entry<Placement, PlacementOutcome> entry, ApplyReport report) {
    return switch (entry.getValue()) {
      case PlacementOutcome.Done done -> true;
      case PlacementOutcome.Unknown unknown -> true;
      case PlacementOutcome.Returned returned -> true;
      case PlacementOutcome.Skipped skipped -> false;
      case PlacementOutcome.Failed(
              Address at,
              Verb verb,
              String command,
              int status,
              String output,
              String log) ->
          // A move that fails has stopped its service and started it again where it was.
          verb == Verb.MOVE || hasEarlierStep(report.applied().plan(), entry.getKey(), at, verb);
    };
  }

  /** A failure of what the plan does not name, such as of going on, comes after what it names. */
  private static boolean hasEarlierStep(Plan plan, Placement placement, Address at, Verb verb) {
    List<PlannedAction> actions =
        plan.actions().stream()
            .filter(action -> action.at().placement().equals(placement))
            .toList();
    Comparator<PlannedAction> order =
        Comparator.comparingInt((PlannedAction action) -> action.wave())
            .thenComparing(PlanOrder.steps(actions));
    return plan.action(at, verb)
        .map(failed -> actions.stream().anyMatch(action -> order.compare(action, failed) < 0))
        .orElse(!actions.isEmpty());
  }
}
