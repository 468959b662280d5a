package dev.clova.cli.render;

import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Style;
import dev.clova.cli.render.ReportView.Point;
import dev.clova.engine.ApplyReport;
import java.util.ArrayList;
import java.util.List;

/** What an apply came to: what failed and how, what was left out, what to do next. */
public final class ApplySummary {

  private static final int INDENT = 4;

  private final ReportView view;
  private final Palette palette;
  private final int columns;
  private final List<Line> lines = new ArrayList<>();

  private ApplySummary(ReportView view, Palette palette, int columns) {
    this.view = view;
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
    return new ApplySummary(ReportView.of(report), palette, columns).lines();
  }

  private List<String> lines() {
    flow(0, new Span(view.title(), style()));
    view.points().forEach(this::point);
    List<String> all = new ArrayList<>(Line.texts(lines, palette));
    ProblemText problems = new ProblemText(palette, columns);
    view.problems().forEach(problem -> all.addAll(problems.error(problem)));
    lines.clear();
    next();
    all.addAll(Line.texts(lines, palette));
    return all;
  }

  private Style style() {
    return switch (view.verdict()) {
      case DONE -> Style.ADDED;
      case INTERRUPTED -> Style.WARNING;
      case FAILED -> Style.ERROR;
    };
  }

  private void point(Point point) {
    String label = point.sort().label();
    List<Span> lead = new ArrayList<>();
    lead.add(Span.plain("  "));
    lead.add(new Span(label, style(point.sort())));
    lead.add(Span.gap(Math.max(0, 11 - label.length()) + 2));
    String colon = point.text().isEmpty() ? "" : ": ";
    List<Span> words =
        List.of(new Span(point.subject(), Style.STRONG), Span.plain(colon + point.text()));
    lines.addAll(Flow.fill(columns, lead, 15, words));
    if (!point.command().isEmpty()) {
      flow(INDENT, new Span("$ " + point.command(), Style.STRONG));
    }
    said(point);
  }

  private static Style style(ReportView.Sort sort) {
    return switch (sort) {
      case FAILED, UNKNOWN -> Style.ERROR;
      case RETURNED, SKIPPED, UNREACHED -> Style.WARNING;
    };
  }

  private void said(Point point) {
    if (point.left() > 0) {
      String earlier = Amounts.of(point.left(), "earlier line");
      flow(INDENT, new Span("(" + earlier + " not shown)", Style.FAINT));
    }
    for (String line : point.said()) {
      Line shown =
          Line.of(Span.gap(INDENT), new Span("| ", Style.FAINT), Span.plain(tabless(line)));
      lines.add(shown.cut(columns));
    }
  }

  private void next() {
    if (!view.next().isEmpty()) {
      lines.add(Line.BLANK);
      lines.addAll(
          Flow.fill(
              columns,
              List.of(new Span("Next: ", Style.HINT)),
              6,
              List.of(Span.plain(view.next()))));
    }
  }

  private void flow(int indent, Span text) {
    lines.addAll(Flow.fill(columns, List.of(Span.gap(indent)), indent, List.of(text)));
  }

  private static String tabless(String text) {
    return text.replace("\t", "    ");
  }
}
