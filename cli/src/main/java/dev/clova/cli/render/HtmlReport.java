package dev.clova.cli.render;

import dev.clova.cli.render.ReportView.Point;
import dev.clova.engine.ApplyReport;
import dev.clova.state.Problem;
import java.util.List;

/** Draws what an apply came to as a page of HTML. */
public final class HtmlReport {

  private final ReportView view;
  private final HtmlOut out;

  private HtmlReport(ReportView view, HtmlOut out) {
    this.view = view;
    this.out = out;
  }

  /** The page's lines. */
  public static List<String> lines(ApplyReport report) {
    String id = report.applied().plan().id().text();
    return HtmlPage.lines(
        "Clova apply " + id, out -> new HtmlReport(ReportView.of(report), out).draw(id));
  }

  private void draw(String id) {
    out.open("header").open("p.kind").text("Clova apply ").element("code.id", id).end();
    out.element("h1", view.title()).end();
    if (!view.points().isEmpty() || !view.problems().isEmpty()) {
      out.open("section.attention").open("ul").raw("\n");
      view.points().forEach(this::point);
      view.problems().forEach(this::problem);
      out.end().end();
    }
    if (!view.next().isEmpty()) {
      out.open("p.next").element("b", "Next: ").text(view.next()).end();
    }
  }

  private void point(Point point) {
    out.open("li." + look(point.sort())).element("b", point.sort().label()).open("div");
    out.element("code", point.subject()).text(point.text().isEmpty() ? "" : ": " + point.text());
    if (!point.command().isEmpty() || !point.said().isEmpty()) {
      out.open("pre");
      if (!point.command().isEmpty()) {
        out.element("span", "$ " + point.command());
      }
      if (point.left() > 0) {
        out.element("span.note", Amounts.of(point.left(), "earlier line") + " not shown");
      }
      point.said().forEach(line -> out.element("span", line.replace("\t", "    ")));
      out.close();
    }
    out.close().end();
  }

  private void problem(Problem problem) {
    String hint = problem.hint().isEmpty() ? "" : " " + problem.hint();
    out.open("li.grave").element("b", problem.code().title());
    out.element("div", problem.detail() + hint).end();
  }

  private static String look(ReportView.Sort sort) {
    return switch (sort) {
      case FAILED, UNKNOWN -> "grave";
      case RETURNED, SKIPPED, UNREACHED -> "warn";
    };
  }
}
