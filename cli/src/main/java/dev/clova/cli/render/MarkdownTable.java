package dev.clova.cli.render;

import dev.clova.cli.render.PlanView.Section;
import dev.clova.state.Effect;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A row for each section of a plan; too many are put together by service. */
final class MarkdownTable {

  private static final int NAMED = 4;
  private static final int LONGEST_NAME = 80;

  private final List<Section> sections;
  private final int most;

  MarkdownTable(List<Section> sections, int most) {
    this.sections = sections;
    this.most = most;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("| service | targets | actions | effect | waves |");
    lines.add("| --- | --- | --- | --- | --- |");
    List<Row> rows = sections.stream().map(Row::of).toList();
    List<Row> few = rows.size() <= most ? rows : byService(rows);
    int shown = Math.min(most, few.size());
    few.subList(0, shown).forEach(row -> lines.add(row.line()));
    if (shown < few.size()) {
      Row rest = Row.together(few.subList(shown, few.size()));
      lines.add(rest.line(Amounts.of(few.size() - shown, "more service")));
    }
    return lines;
  }

  /** The words of a section's row, as HTML. */
  static String summary(Section section) {
    List<String> targets = section.targets();
    String where =
        targets.size() > NAMED
            ? Amounts.of(targets.size(), "target")
            : targets.stream().map(HtmlText::code).collect(Collectors.joining(", "));
    String same = targets.size() > 1 && section.isSame() ? " (the same on each)" : "";
    String risks =
        section.risks().isEmpty()
            ? ""
            : "; <strong>" + String.join("; ", section.risks()) + "</strong>";
    return HtmlText.code(section.service())
        + " on "
        + where
        + ": "
        + counts(section.counts())
        + same
        + risks;
  }

  private static List<Row> byService(List<Row> rows) {
    Map<String, List<Row>> services = new LinkedHashMap<>();
    rows.forEach(row -> services.computeIfAbsent(row.service(), s -> new ArrayList<>()).add(row));
    return services.values().stream().map(Row::together).toList();
  }

  private static String counts(SortedMap<Verb, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey().word() + " " + Amounts.number(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** What a row tells. */
  private record Row(
      String service,
      Set<String> targets,
      SortedMap<Verb, Integer> counts,
      Effect effect,
      Set<String> risks,
      int first,
      int last) {

    static Row of(Section section) {
      return new Row(
          section.service(),
          new TreeSet<>(section.targets()),
          section.counts(),
          section.effect(),
          new LinkedHashSet<>(section.risks()),
          section.firstWave(),
          section.lastWave());
    }

    static Row together(List<Row> rows) {
      SortedMap<Verb, Integer> counts = new TreeMap<>();
      Set<String> targets = new TreeSet<>();
      Set<String> risks = new LinkedHashSet<>();
      for (Row row : rows) {
        row.counts().forEach((verb, count) -> counts.merge(verb, count, Integer::sum));
        targets.addAll(row.targets());
        risks.addAll(row.risks());
      }
      return new Row(
          rows.getFirst().service(),
          targets,
          counts,
          rows.stream().map(Row::effect).max(Comparator.naturalOrder()).orElse(Effect.NONE),
          risks,
          rows.stream().mapToInt(Row::first).min().orElse(1),
          rows.stream().mapToInt(Row::last).max().orElse(1));
    }

    String line() {
      return line(MarkdownText.cell(MarkdownText.cut(service, LONGEST_NAME)));
    }

    String line(String name) {
      String waves = first == last ? "" + first : first + "–" + last;
      return "| %s | %s | %s | %s | %s |"
          .formatted(name, places(), MarkdownTable.counts(counts), effects(), waves);
    }

    private String places() {
      return targets.size() > NAMED
          ? Amounts.of(targets.size(), "target")
          : targets.stream()
              .map(target -> MarkdownText.cell(MarkdownText.cut(target, LONGEST_NAME)))
              .collect(Collectors.joining(", "));
    }

    private String effects() {
      List<String> words = new ArrayList<>();
      risks.forEach(risk -> words.add("**" + risk + "**"));
      if (effect != Effect.NONE) {
        words.add(effect.word());
      }
      return words.isEmpty() ? "–" : String.join("; ", words);
    }
  }
}
