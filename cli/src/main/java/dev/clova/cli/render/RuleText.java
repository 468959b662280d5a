package dev.clova.cli.render;

import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Style;
import dev.clova.engine.definition.PolicyDefinition;
import dev.clova.engine.definition.PolicyRule;
import dev.clova.engine.policy.Verdict;
import dev.clova.state.JsonOut;
import java.util.ArrayList;
import java.util.List;

/** Rules, and what they say of a plan, for people and for programs. */
public final class RuleText {

  /** The format of the JSON form. */
  public static final String FORMAT = "clova.policy/1.0";

  private static final int HANG = 4;

  private RuleText() {}

  /** What each rule says of a plan: two lines or more each, those that refuse first. */
  public static List<String> verdicts(List<Verdict> verdicts, Palette palette, int columns) {
    List<Line> lines = new ArrayList<>();
    if (verdicts.isEmpty()) {
      lines.addAll(sentence("There are no rules.", columns));
    }
    verdicts.stream()
        .filter(Verdict::refuses)
        .forEach(verdict -> lines.addAll(verdict(verdict, columns)));
    verdicts.stream()
        .filter(verdict -> !verdict.refuses())
        .forEach(verdict -> lines.addAll(verdict(verdict, columns)));
    return Line.texts(lines, palette);
  }

  private static List<Line> verdict(Verdict verdict, int columns) {
    Span word =
        verdict.refuses() ? new Span("refuses", Style.REMOVED) : new Span("holds  ", Style.ADDED);
    List<Line> lines = new ArrayList<>(rule(verdict.rule(), List.of(word, Span.gap(2)), columns));
    lines.addAll(
        Flow.fill(
            columns, List.of(Span.gap(HANG)), HANG, List.of(Span.plain(verdict.why() + "."))));
    return lines;
  }

  /** The rules of every file that has some. */
  public static List<String> rules(List<PolicyDefinition> policies, Palette palette, int columns) {
    List<Line> lines = new ArrayList<>();
    if (policies.stream().allMatch(policy -> policy.rules().isEmpty())) {
      lines.addAll(sentence("There are no rules.", columns));
    }
    for (PolicyDefinition policy : policies) {
      policy.rules().forEach(rule -> lines.addAll(rule(rule, List.of(), columns)));
      if (!policy.approved().isEmpty()) {
        String ids =
            policy.approved().stream()
                .sorted()
                .map(id -> id.text())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        lines.addAll(sentence("Approved in " + policy.source() + ": " + ids, columns));
      }
    }
    return Line.texts(lines, palette);
  }

  private static List<Line> rule(PolicyRule rule, List<Span> lead, int columns) {
    List<Span> text = new ArrayList<>();
    text.add(new Span(rule.name(), Style.STRONG));
    text.add(Span.plain(" " + rule.text()));
    text.add(new Span(" (" + place(rule) + ")", Style.FAINT));
    return Flow.fill(columns, lead, HANG, text);
  }

  private static List<Line> sentence(String text, int columns) {
    return Flow.fill(columns, List.of(), 2, List.of(Span.plain(text)));
  }

  private static String place(PolicyRule rule) {
    return rule.at().file() + ":" + rule.at().line();
  }

  /** What each rule says, as one JSON document. */
  public static String json(List<Verdict> verdicts) {
    return JsonOut.document(
        out -> out.text("format", FORMAT).objects("policies", verdicts, RuleText::members));
  }

  /** A verdict's members. */
  static void members(JsonOut out, Verdict verdict) {
    out.text("rule", verdict.rule().name()).text("source", verdict.source());
    out.text("at", place(verdict.rule())).text("text", verdict.rule().text());
    out.term("verdict", verdict.outcome()).text("why", verdict.why());
  }
}
