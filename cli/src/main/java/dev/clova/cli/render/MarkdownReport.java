package dev.clova.cli.render;

import dev.clova.cli.render.ReportView.Point;
import dev.clova.engine.ApplyReport;
import dev.clova.state.JsonOut;
import dev.clova.state.Plan;
import dev.clova.state.Problem;
import java.util.ArrayList;
import java.util.List;

/** Draws what an apply came to as Markdown: for a comment, or the summary of a job. */
public final class MarkdownReport {

  private final ApplyReport report;
  private final ReportView view;
  private final int shown;
  private final int quoted;
  private final List<String> lines = new ArrayList<>();

  private MarkdownReport(ApplyReport report, ReportView view, int shown, int quoted) {
    this.report = report;
    this.view = view;
    this.shown = shown;
    this.quoted = quoted;
  }

  /** The lines of a report; if it is too much, first outputs are left out and then failures. */
  public static List<String> lines(ApplyReport report, MarkdownSize size) {
    ReportView view = ReportView.of(report);
    int all = view.points().size();
    List<String> lines = new MarkdownReport(report, view, all, all).draw();
    for (int quoted = all / 2; !size.holds(lines) && quoted > 0; quoted /= 2) {
      lines = new MarkdownReport(report, view, all, quoted).draw();
    }
    for (int shown = all; !size.holds(lines) && shown > 0; shown /= 2) {
      lines = new MarkdownReport(report, view, shown, 0).draw();
    }
    return lines;
  }

  private List<String> draw() {
    lines.add("<!-- clova " + MarkdownText.hidden(JsonOut.event(this::header)) + " -->");
    lines.add("## Clova apply: " + MarkdownMatter.prose(view.title()));
    for (int i = 0; i < shown; i++) {
      point(view.points().get(i), i < quoted);
    }
    if (shown < view.points().size()) {
      lines.add("");
      lines.add("- and " + Amounts.number(view.points().size() - shown) + " more");
    }
    view.problems().stream().limit(20).forEach(this::problem);
    if (!view.next().isEmpty()) {
      lines.add("");
      lines.add("Next: " + MarkdownMatter.prose(view.next()));
    }
    return lines;
  }

  private void header(JsonOut out) {
    Plan plan = report.applied().plan();
    out.text("format", MarkdownPlan.FORMAT);
    out.text("workspace", MarkdownText.cut(plan.workspaceId(), 64));
    out.text("applied", plan.id().text());
    JsonSummary.tally(out, report);
  }

  private void point(Point point, boolean whole) {
    lines.add("");
    String text = point.text().isEmpty() ? "" : ": " + MarkdownMatter.prose(point.text());
    lines.add("**" + point.sort().label() + "** " + MarkdownMatter.code(point.subject()) + text);
    if (whole && !point.command().isEmpty()) {
      lines.add("");
      lines.add("Command: " + MarkdownMatter.code(point.command()));
    }
    if (whole && !point.said().isEmpty()) {
      lines.add("");
      if (point.left() > 0) {
        lines.add(Amounts.of(point.left(), "earlier line") + " not shown:");
        lines.add("");
      }
      lines.addAll(MarkdownFence.said(point.said()));
    }
  }

  private void problem(Problem problem) {
    String hint = problem.hint().isEmpty() ? "" : " " + problem.hint();
    lines.add("");
    lines.add(
        "**" + problem.code().title() + "**: " + MarkdownMatter.prose(problem.detail() + hint));
  }
}
