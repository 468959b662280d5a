package dev.clova.cli.render;

import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Style;
import dev.clova.engine.ApplyReport;
import dev.clova.engine.applying.PlacementOutcome;
import dev.clova.state.Address;
import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an apply came to: what failed and how, what was left out, what to do next. */
public final class ApplySummary {

  private static final int LAST_LINES = 20;
  private static final int INDENT = 4;

  private final ApplyReport report;
  private final Plan plan;
  private final Palette palette;
  private final int columns;
  private final List<Line> lines = new ArrayList<>();

  private ApplySummary(ApplyReport report, Palette palette, int columns) {
    this.report = report;
    this.plan = report.applied().plan();
    this.palette = palette;
    this.columns = Math.max(40, columns);
  }

  /**
   * The summary's lines.
   *
   * @param palette how to paint it
   * @param columns the width in character cells; less than 40 counts as 40
   */
  public static List<String> lines(ApplyReport report, Palette palette, int columns) {
    return new ApplySummary(report, palette, columns).lines();
  }

  private List<String> lines() {
    flow(0, new Span(title(), style()));
    report.outcomes().forEach(this::failure);
    notBegun();
    plan.unreached()
        .forEach(lost -> point(Style.WARNING, "not reached", lost.target(), lost.why()));
    List<String> all = new ArrayList<>(Line.texts(lines, palette));
    ProblemText problems = new ProblemText(palette, columns);
    report.problems().forEach(problem -> all.addAll(problems.error(problem)));
    lines.clear();
    next();
    all.addAll(Line.texts(lines, palette));
    return all;
  }

  private String title() {
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
        + (tally.skipped() > 0 ? ", " + tally.skipped() + " skipped" : "");
  }

  private Style style() {
    if (report.isComplete()) {
      return Style.ADDED;
    }
    return report.interrupted() ? Style.WARNING : Style.ERROR;
  }

  private void failure(Placement placement, PlacementOutcome outcome) {
    switch (outcome) {
      case PlacementOutcome.Done done -> {}
      case PlacementOutcome.Skipped skipped -> {}
      case PlacementOutcome.Unknown(String why) ->
          point(Style.ERROR, "unknown", placement.toString(), why + "; the next plan looks at it");
      case PlacementOutcome.Failed(
              Address at,
              Verb verb,
              String command,
              int status,
              String output) -> {
        String what = verb.word() + ProgressWords.status(status);
        point(Style.ERROR, "failed", at.toString(), what);
        if (!command.isEmpty()) {
          flow(INDENT, new Span("$ " + flat(command), Style.STRONG));
        }
        output(output);
      }
    }
  }

  private void output(String output) {
    List<String> said = output.lines().toList();
    int left = Math.max(0, said.size() - LAST_LINES);
    if (left > 0) {
      flow(INDENT, new Span("(" + Amounts.of(left, "earlier line") + " not shown)", Style.FAINT));
    }
    for (String line : said.subList(left, said.size())) {
      Line shown =
          Line.of(Span.gap(INDENT), new Span("| ", Style.FAINT), Span.plain(tabless(line)));
      lines.add(shown.cut(columns));
    }
  }

  /** What was not begun, told once for each cause. */
  private void notBegun() {
    SortedMap<String, TreeSet<String>> causes = new TreeMap<>();
    for (Map.Entry<Placement, PlacementOutcome> entry : report.outcomes().entrySet()) {
      if (entry.getValue() instanceof PlacementOutcome.Skipped(String why)) {
        causes.computeIfAbsent(why, cause -> new TreeSet<>()).add(entry.getKey().toString());
      }
    }
    causes.forEach(
        (why, placements) -> point(Style.WARNING, "skipped", String.join(", ", placements), why));
  }

  private void next() {
    if (report.isComplete() && plan.unreached().isEmpty()) {
      return;
    }
    lines.add(Line.BLANK);
    lines.addAll(
        Flow.fill(
            columns, List.of(new Span("Next: ", Style.HINT)), 6, List.of(Span.plain(nextStep()))));
  }

  private String nextStep() {
    if (report.isComplete()) {
      return "when the target answers again, `clova plan` tells what is left to do there.";
    }
    return "mend what failed, then `clova plan` tells what is left, and `clova apply` does only"
        + " that.";
  }

  private void point(Style style, String label, String subject, String text) {
    List<Span> lead = new ArrayList<>();
    lead.add(Span.plain("  "));
    lead.add(new Span(label, style));
    lead.add(Span.gap(Math.max(0, 11 - label.length()) + 2));
    String colon = text.isEmpty() ? "" : ": ";
    List<Span> words = List.of(new Span(subject, Style.STRONG), Span.plain(colon + flat(text)));
    lines.addAll(Flow.fill(columns, lead, 15, words));
  }

  private void flow(int indent, Span text) {
    lines.addAll(Flow.fill(columns, List.of(Span.gap(indent)), indent, List.of(text)));
  }

  private static String flat(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce((a, b) -> a + " " + b)
        .orElse("");
  }

  private static String tabless(String text) {
    return text.replace("\t", "    ");
  }
}
