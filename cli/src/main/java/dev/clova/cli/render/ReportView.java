package dev.clova.cli.render;

import dev.clova.engine.ApplyReport;
import dev.clova.engine.applying.PlacementOutcome;
import dev.clova.state.Address;
import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.Problem;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an apply came to as it is shown, whatever the format. Texts are as they came; who draws them
 * makes them inert.
 *
 * @param title one line with the verdict
 * @param verdict how it ended
 * @param points what did not go as planned
 * @param problems what else went wrong
 * @param next what to do now; empty if there is nothing
 */
record ReportView(
    String title, Verdict verdict, List<Point> points, List<Problem> problems, String next) {

  private static final int LAST_LINES = 20;

  /** Copies its lists. */
  ReportView {
    points = List.copyOf(points);
    problems = List.copyOf(problems);
  }

  /** How an apply ended. */
  enum Verdict {
    DONE,
    INTERRUPTED,
    FAILED
  }

  /**
   * Something that did not go as planned.
   *
   * @param sort what sort of thing
   * @param subject an address, a placement, several, or a target
   * @param text why, or what was done; in one line
   * @param command what was run; empty if nothing was
   * @param said the last lines of what it said
   * @param left how many lines came before these
   */
  record Point(
      Sort sort, String subject, String text, String command, List<String> said, int left) {

    /** Copies the list. */
    Point {
      said = List.copyOf(said);
    }

    static Point of(Sort sort, String subject, String text) {
      return new Point(sort, subject, flat(text), "", List.of(), 0);
    }
  }

  /** What may not go as planned, the gravest first. */
  enum Sort {
    FAILED("failed"),
    UNKNOWN("unknown"),
    RETURNED("went back"),
    SKIPPED("skipped"),
    UNREACHED("not reached");

    private final String label;

    Sort(String label) {
      this.label = label;
    }

    /** One or two words. */
    String label() {
      return label;
    }
  }

  static ReportView of(ApplyReport report) {
    List<Point> points = new ArrayList<>();
    report.outcomes().forEach((placement, outcome) -> failure(placement, outcome, points));
    notBegun(report, points);
    report
        .applied()
        .plan()
        .unreached()
        .forEach(lost -> points.add(Point.of(Sort.UNREACHED, lost.target(), lost.why())));
    return new ReportView(title(report), verdict(report), points, report.problems(), next(report));
  }

  private static String title(ApplyReport report) {
    Plan plan = report.applied().plan();
    Tally tally = Tally.of(report);
    String time = " in " + Amounts.time(report.duration());
    String of = tally.done() + " of " + Amounts.of(tally.all(), "placement") + " done";
    if (report.interrupted()) {
      return "Interrupted: " + of + time + ".";
    }
    if (report.isComplete()) {
      return "Done: " + PlanWords.extent(plan) + time + ".";
    }
    return (tally.done() > 0 ? "Partly done: " : "Failed: ") + of + counts(tally) + time + ".";
  }

  private static String counts(Tally tally) {
    return (tally.failed() > 0 ? ", " + tally.failed() + " failed" : "")
        + (tally.unknown() > 0 ? ", " + tally.unknown() + " unknown" : "")
        + (tally.returned() > 0 ? ", " + tally.returned() + " went back" : "")
        + (tally.skipped() > 0 ? ", " + tally.skipped() + " skipped" : "");
  }

  private static Verdict verdict(ApplyReport report) {
    if (report.isComplete()) {
      return Verdict.DONE;
    }
    return report.interrupted() ? Verdict.INTERRUPTED : Verdict.FAILED;
  }

  private static void failure(Placement placement, PlacementOutcome outcome, List<Point> points) {
    switch (outcome) {
      case PlacementOutcome.Done done -> {}
      case PlacementOutcome.Skipped skipped -> {}
      case PlacementOutcome.Returned(var cause) -> returned(placement, cause, points);
      case PlacementOutcome.Unknown(String why) ->
          points.add(
              Point.of(Sort.UNKNOWN, placement.toString(), why + "; the next plan looks at it"));
      case PlacementOutcome.Failed(
              Address at,
              Verb verb,
              String command,
              int status,
              String output,
              String log) -> {
        List<String> said = output.lines().toList();
        int left = Math.max(0, said.size() - LAST_LINES);
        List<String> shown = new ArrayList<>(said.subList(left, said.size()));
        List<String> logged = log.lines().toList();
        if (!logged.isEmpty()) {
          shown.add("its log ends:");
          shown.addAll(logged.subList(Math.max(0, logged.size() - LAST_LINES), logged.size()));
        }
        String what = verb.word() + ProgressWords.status(status);
        points.add(new Point(Sort.FAILED, at.toString(), what, flat(command), shown, left));
      }
    }
  }

  private static void returned(
      Placement placement, PlacementOutcome.Cause cause, List<Point> points) {
    String why = "the version of before runs again";
    switch (cause) {
      case PlacementOutcome.Cause.Failure(var failed) -> {
        failure(placement, failed, points);
        points.add(Point.of(Sort.RETURNED, placement.toString(), why));
      }
      case PlacementOutcome.Cause.Others() ->
          points.add(
              Point.of(
                  Sort.RETURNED,
                  placement.toString(),
                  why + ", since too many of the service's placements failed"));
      case PlacementOutcome.Cause.Unconfirmed(String reason) ->
          points.add(
              new Point(
                  Sort.RETURNED,
                  placement.toString(),
                  "no new connection confirmed the change, so `%s` has taken it back"
                      .formatted(placement.target()),
                  "",
                  reason.lines().toList(),
                  0));
    }
  }

  /** What was not begun, told once for each cause. */
  private static void notBegun(ApplyReport report, List<Point> points) {
    SortedMap<String, TreeSet<String>> causes = new TreeMap<>();
    for (Map.Entry<Placement, PlacementOutcome> entry : report.outcomes().entrySet()) {
      if (entry.getValue() instanceof PlacementOutcome.Skipped(String why)) {
        causes.computeIfAbsent(why, cause -> new TreeSet<>()).add(entry.getKey().toString());
      }
    }
    causes.forEach(
        (why, placements) ->
            points.add(Point.of(Sort.SKIPPED, String.join(", ", placements), why)));
  }

  private static String next(ApplyReport report) {
    if (!report.isComplete()) {
      return (isBroken(report) ? "mend what failed, then " : "")
          + "`clova plan` tells what is left, and `clova apply` does only that.";
    }
    return report.applied().plan().unreached().isEmpty()
        ? ""
        : "when the target answers again, `clova plan` tells what is left to do there.";
  }

  /** Whether something went wrong; what was interrupted may only have had to stop. */
  private static boolean isBroken(ApplyReport report) {
    return !report.problems().isEmpty()
        || report.outcomes().values().stream()
            .anyMatch(
                outcome ->
                    !(outcome instanceof PlacementOutcome.Done
                        || outcome instanceof PlacementOutcome.Skipped));
  }

  private static String flat(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce((a, b) -> a + " " + b)
        .orElse("");
  }
}
