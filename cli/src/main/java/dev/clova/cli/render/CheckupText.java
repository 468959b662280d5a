package dev.clova.cli.render;

import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Style;
import dev.clova.engine.observed.Check;
import dev.clova.engine.observed.Check.Verdict;
import dev.clova.engine.observed.Checkup;
import dev.clova.state.JsonOut;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What works on targets and what does not. */
public final class CheckupText {

  /** The format of the JSON form. */
  public static final String FORMAT = "clova.target_test/1.0";

  private static final int INDENT = 2;

  private CheckupText() {}

  /**
   * A block for each target, and a line of counts below them.
   *
   * @param palette how to paint it
   * @param columns the width in character cells
   */
  public static List<String> lines(
      SortedMap<String, List<Check>> tested, Palette palette, int columns) {
    List<Line> lines = new ArrayList<>();
    int widest =
        tested.values().stream()
            .flatMap(List::stream)
            .mapToInt(check -> check.name().length())
            .max()
            .orElse(0);
    tested.forEach(
        (target, checks) -> {
          lines.add(Line.of(new Span(target, Style.STRONG)));
          checks.forEach(check -> lines.addAll(lines(check, widest, columns)));
          lines.add(Line.BLANK);
        });
    lines.addAll(
        Flow.fill(columns, List.of(), INDENT, List.of(new Span(counts(tested), Style.FAINT))));
    return Line.texts(lines, palette);
  }

  /** The same for other programs, as one JSON document. */
  public static String json(SortedMap<String, List<Check>> tested) {
    return JsonOut.document(
        out -> out.text("format", FORMAT).objects("targets", tested.entrySet(), CheckupText::json));
  }

  /** The exit status that it all comes to. */
  public static ExitStatus status(SortedMap<String, List<Check>> tested) {
    return tested.values().stream()
        .flatMap(List::stream)
        .filter(check -> check.verdict() == Verdict.FAILED)
        .map(Check::trouble)
        .min(Comparator.naturalOrder())
        .map(ExitStatus::of)
        .orElse(ExitStatus.DONE);
  }

  private static void json(JsonOut out, Map.Entry<String, List<Check>> target) {
    out.text("name", target.getKey()).flag("ready", Checkup.isReady(target.getValue()));
    out.objects(
        "checks",
        target.getValue(),
        (it, check) ->
            it.text("name", check.name())
                .term("verdict", check.verdict())
                .text("detail", check.detail())
                .text("hint", check.hint()));
  }

  private static List<Line> lines(Check check, int widest, int columns) {
    int hang = INDENT + "failed".length() + 2 + widest + 2;
    List<Span> lead =
        List.of(
            Span.gap(INDENT),
            new Span(padded(word(check.verdict()), "failed".length()), style(check.verdict())),
            Span.gap(2),
            Span.plain(padded(check.name(), widest)),
            Span.gap(2));
    List<Line> lines = new ArrayList<>();
    Style style = check.verdict() == Verdict.UNKNOWN ? Style.FAINT : Style.PLAIN;
    lines.addAll(Flow.fill(columns, lead, hang, List.of(new Span(check.detail(), style))));
    if (!check.hint().isEmpty()) {
      List<Span> hint = List.of(new Span("hint:", Style.HINT), Span.plain(" " + check.hint()));
      lines.addAll(Flow.fill(columns, List.of(Span.gap(hang)), hang, hint));
    }
    return lines;
  }

  private static String padded(String text, int cells) {
    return text + " ".repeat(Math.max(0, cells - text.length()));
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case OK -> "ok";
      case REMARK -> "note";
      case FAILED -> "failed";
      case UNKNOWN -> "?";
    };
  }

  private static Style style(Verdict verdict) {
    return switch (verdict) {
      case OK -> Style.ADDED;
      case REMARK -> Style.WARNING;
      case FAILED -> Style.ERROR;
      case UNKNOWN -> Style.FAINT;
    };
  }

  private static String counts(SortedMap<String, List<Check>> tested) {
    long ready = tested.values().stream().filter(Checkup::isReady).count();
    if (tested.isEmpty()) {
      return "There are no targets.";
    }
    return Amounts.of(tested.size(), "target")
        + (ready == tested.size() ? ", all is well." : ", " + ready + " ready.");
  }
}
