package dev.clova.cli.render;

import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Style;
import dev.clova.cli.console.Table.Cell;
import dev.clova.engine.Usage;
import dev.clova.engine.kind.UseLook.Count;
import dev.clova.state.JsonOut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** What every placement uses of its target: processors, memory, tasks, disks and network. */
public final class UseTable {

  /** The format of the JSON form. */
  public static final String FORMAT = "clova.top/1.0";

  private static final double NEARLY = 0.9;

  private UseTable() {}

  /**
   * The table, ordered by placement.
   *
   * @param now what times are told from
   * @param palette how to paint it
   * @param columns the width in character cells
   */
  public static List<String> lines(List<UseRow> rows, Instant now, Palette palette, int columns) {
    List<UseRow> sorted = sorted(rows);
    if (sorted.isEmpty()) {
      return List.of(counts(sorted));
    }
    List<String> lines = new ArrayList<>(table(sorted, now, palette, columns));
    lines.add("");
    lines.add(palette.paint(Style.FAINT, counts(sorted)));
    return lines;
  }

  /** The table as a view that stays; the busiest come first. */
  public static LiveTable<UseRow> live() {
    Comparator<UseRow> byName = Comparator.comparing(UseRow::placement);
    return new LiveTable<>(
        "clova top",
        List.of(
            new LiveTable.Order<>('c', "cpu", most(UseTable::processors).thenComparing(byName)),
            new LiveTable.Order<>(
                'm', "memory", most(row -> of(row, Count.MEMORY)).thenComparing(byName)),
            new LiveTable.Order<>(
                't', "tasks", most(row -> of(row, Count.TASKS)).thenComparing(byName)),
            new LiveTable.Order<>(
                'd',
                "disk",
                most(row -> rate(row, Count.READ) + rate(row, Count.WRITTEN))
                    .thenComparing(byName)),
            new LiveTable.Order<>('n', "name", byName)),
        row -> row.placement() + " " + row.actual(),
        UseTable::counts,
        UseTable::table);
  }

  private static Comparator<UseRow> most(ToDoubleFunction<UseRow> amount) {
    return Comparator.comparingDouble(amount).reversed();
  }

  private static List<String> table(List<UseRow> rows, Instant now, Palette palette, int columns) {
    return new Grid<>("PLACEMENT", rows, row -> row.placement().toString())
        .column("STATE", 3, UseTable::state)
        .column("CPU", Grid.ALWAYS, UseTable::cpu)
        .column("MEMORY", Grid.ALWAYS, UseTable::memory)
        .column("TASKS", 4, row -> Grid.cell(number(row)))
        .column("READ", 2, row -> rate(Count.READ, row))
        .column("WRITTEN", 2, row -> rate(Count.WRITTEN, row))
        .column("RECEIVED", 1, row -> rate(Count.RECEIVED, row))
        .column("SENT", 1, row -> rate(Count.SENT, row))
        .lines(row -> note(row, now), palette, columns);
  }

  /** The same for other programs, as one JSON document. */
  public static String json(List<UseRow> rows) {
    return JsonOut.document(
        out -> out.text("format", FORMAT).objects("placements", sorted(rows), UseTable::members));
  }

  private static void members(JsonOut out, UseRow row) {
    out.text("at", row.placement().toString());
    out.text("service", row.placement().service()).text("target", row.placement().target());
    out.text("actual", row.actual());
    row.usage().ifPresent(usage -> out.object("use", it -> usage(it, usage)));
    out.text("note", row.note());
  }

  private static void usage(JsonOut out, Usage usage) {
    usage.processors().ifPresent(some -> out.number("cpu_millis", Math.round(some * 1000)));
    usage.of(Count.MEMORY).ifPresent(bytes -> out.number("memory", bytes));
    usage.of(Count.LIMIT).ifPresent(bytes -> out.number("memory_limit", bytes));
    usage.of(Count.TASKS).ifPresent(tasks -> out.number("tasks", tasks));
    for (Count count : List.of(Count.READ, Count.WRITTEN, Count.RECEIVED, Count.SENT)) {
      usage
          .perSecond(count)
          .ifPresent(
              bytes ->
                  out.number(count.name().toLowerCase(Locale.ROOT) + "_per_s", Math.round(bytes)));
    }
  }

  private static List<UseRow> sorted(List<UseRow> rows) {
    return rows.stream().sorted(Comparator.comparing(UseRow::placement)).toList();
  }

  private static Cell state(UseRow row) {
    Style style =
        switch (row.actual()) {
          case "running" -> Style.ADDED;
          case "failed" -> Style.REMOVED;
          case "stopped", "absent", "present", "moved" -> Style.FAINT;
          default -> Style.WARNING;
        };
    return Grid.cell(row.silentSince().isPresent() ? Style.FAINT : style, row.actual());
  }

  /** Of one processor: two that are busy are 200%. */
  private static Cell cpu(UseRow row) {
    OptionalDouble processors = row.usage().map(Usage::processors).orElse(OptionalDouble.empty());
    return processors.isEmpty()
        ? Grid.cell("")
        : Grid.cell(
            processors.getAsDouble() >= NEARLY ? Style.WARNING : Style.PLAIN,
            String.format(Locale.ROOT, "%.1f%%", processors.getAsDouble() * 100));
  }

  private static Cell memory(UseRow row) {
    OptionalLong used = count(row, Count.MEMORY);
    OptionalLong limit = count(row, Count.LIMIT);
    if (used.isEmpty()) {
      return Grid.cell("");
    }
    String bytes = Amounts.bytes(used.getAsLong());
    if (limit.isEmpty()) {
      return Grid.cell(bytes);
    }
    boolean isNearlyFull = used.getAsLong() >= NEARLY * limit.getAsLong();
    return Grid.cell(
        isNearlyFull ? Style.REMOVED : Style.PLAIN,
        bytes + " of " + Amounts.bytes(limit.getAsLong()));
  }

  private static String number(UseRow row) {
    OptionalLong tasks = count(row, Count.TASKS);
    return tasks.isEmpty() ? "" : Amounts.number(tasks.getAsLong());
  }

  private static Cell rate(Count count, UseRow row) {
    OptionalDouble bytes =
        row.usage().map(usage -> usage.perSecond(count)).orElse(OptionalDouble.empty());
    return bytes.isEmpty()
        ? Grid.cell("")
        : Grid.cell(
            bytes.getAsDouble() < 1 ? Style.FAINT : Style.PLAIN,
            Amounts.bytes(Math.round(bytes.getAsDouble())) + "/s");
  }

  private static OptionalLong count(UseRow row, Count count) {
    return row.usage().map(usage -> usage.of(count)).orElse(OptionalLong.empty());
  }

  /** What is not known comes last. */
  private static double of(UseRow row, Count count) {
    OptionalLong known = count(row, count);
    return known.isPresent() ? known.getAsLong() : -1;
  }

  private static double rate(UseRow row, Count count) {
    return row.usage()
        .map(usage -> usage.perSecond(count))
        .orElse(OptionalDouble.empty())
        .orElse(-1);
  }

  private static double processors(UseRow row) {
    return row.usage().map(Usage::processors).orElse(OptionalDouble.empty()).orElse(-1);
  }

  private static String note(UseRow row, Instant now) {
    List<String> parts = new ArrayList<>();
    row.silentSince().ifPresent(at -> parts.add("no answer for " + StatusTable.ago(at, now)));
    parts.add(isMissed(row) ? "nothing counts what it uses" : "");
    parts.add(row.note());
    parts.removeIf(String::isEmpty);
    return String.join("; ", parts);
  }

  /** It runs, and how much it uses is not to be had: that is not nothing. */
  private static boolean isMissed(UseRow row) {
    return row.usage().isEmpty() && row.silentSince().isEmpty() && row.actual().equals("running");
  }

  private static String counts(List<UseRow> rows) {
    if (rows.isEmpty()) {
      return "There are no placements.";
    }
    double processors = rows.stream().mapToDouble(row -> Math.max(0, processors(row))).sum();
    double memory = rows.stream().mapToDouble(row -> Math.max(0, of(row, Count.MEMORY))).sum();
    long missed = rows.stream().filter(UseTable::isMissed).count();
    return "%s%s, %s CPU, %s of memory"
        .formatted(
            Amounts.of(rows.size(), "placement"),
            missed == 0 ? "" : ", " + missed + " not counted",
            String.format(Locale.ROOT, "%.1f%%", processors * 100),
            Amounts.bytes(Math.round(memory)));
  }
}
