package dev.clova.cli.render;

import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Style;
import dev.clova.cli.console.Table.Cell;
import dev.clova.cli.render.TargetRow.Usage;
import dev.clova.state.JsonOut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Every target in a line: the fleet at a glance. */
public final class TargetsTable {

  /** The format of the JSON form. */
  public static final String FORMAT = "clova.targets/1.0";

  private static final int FULL = 90;
  private static final int FILLING = 75;

  private TargetsTable() {}

  /**
   * The table, ordered by name, and a line of counts below it.
   *
   * @param now what times are told from
   * @param palette how to paint it
   * @param columns the width in character cells
   */
  public static List<String> lines(
      List<TargetRow> rows, Instant now, Palette palette, int columns) {
    List<TargetRow> sorted = sorted(rows);
    if (sorted.isEmpty()) {
      return List.of(counts(sorted));
    }
    List<String> lines = new ArrayList<>(table(sorted, now, palette, columns));
    lines.add("");
    Span counts = new Span(counts(sorted), Style.FAINT);
    lines.addAll(Line.texts(Flow.fill(columns, List.of(), 2, List.of(counts)), palette));
    return lines;
  }

  /** The table as a view that stays. */
  public static LiveTable<TargetRow> live() {
    Comparator<TargetRow> byName = Comparator.comparing(TargetRow::name);
    return new LiveTable<>(
        "clova targets",
        List.of(
            new LiveTable.Order<>('n', "name", byName),
            new LiveTable.Order<>(
                's', "state", Comparator.comparingInt(TargetsTable::calm).thenComparing(byName)),
            new LiveTable.Order<>(
                'l',
                "load",
                Comparator.comparingDouble(TargetsTable::loadOfACore)
                    .reversed()
                    .thenComparing(byName)),
            new LiveTable.Order<>('d', "disk", fullest(TargetRow::disk).thenComparing(byName))),
        row -> row.name() + " " + state(row).text() + " " + row.os(),
        TargetsTable::counts,
        TargetsTable::table);
  }

  private static int calm(TargetRow row) {
    if (!row.reachable() || row.silentSince().isPresent()) {
      return 0;
    }
    return row.trouble() > 0 ? 1 : row.lock().isPresent() ? 2 : 3;
  }

  private static double loadOfACore(TargetRow row) {
    return row.load().orElse(-1.0) / row.cores().orElse(1);
  }

  private static Comparator<TargetRow> fullest(Function<TargetRow, Optional<Usage>> usage) {
    return Comparator.<TargetRow>comparingInt(
            row -> usage.apply(row).map(Usage::percent).orElse(-1))
        .reversed();
  }

  private static List<String> table(
      List<TargetRow> rows, Instant now, Palette palette, int columns) {
    return new Grid<>("TARGET", rows, TargetRow::name)
        .column("STATE", Grid.ALWAYS, TargetsTable::state)
        .column("SERVICES", 8, TargetsTable::services)
        .column("OS", 2, row -> Grid.cell(row.os()))
        .column("LOAD", 5, TargetsTable::load)
        .column("MEMORY", 6, row -> usage(row.memory()))
        .column("DISK", 7, row -> usage(row.disk()))
        .column("UP", 1, row -> Grid.cell(row.uptime().map(up -> up(up.toSeconds())).orElse("")))
        .column("APPLIED", 3, row -> Grid.cell(applied(row, now)))
        .lines(row -> note(row, now), palette, columns);
  }

  /** The same for other programs, as one JSON document. */
  public static String json(List<TargetRow> rows) {
    return JsonOut.document(
        out -> out.text("format", FORMAT).objects("targets", sorted(rows), TargetsTable::members));
  }

  private static void members(JsonOut out, TargetRow row) {
    out.text("name", row.name()).flag("reachable", row.reachable()).text("os", row.os());
    out.text("load", row.load().map(TargetsTable::decimal));
    row.cores().ifPresent(cores -> out.number("cores", cores));
    row.memory().ifPresent(usage -> out.object("memory", it -> usage(it, usage)));
    row.disk().ifPresent(usage -> out.object("disk", it -> usage(it, usage)));
    row.uptime().ifPresent(up -> out.number("uptime_s", up.toSeconds()));
    out.number("services", row.services()).number("trouble", row.trouble());
    out.text("last_apply", row.lastApply());
    out.text("lock", row.lock()).text("silent_since", row.silentSince());
    out.text("note", row.note());
  }

  private static void usage(JsonOut out, Usage usage) {
    out.number("used", usage.used()).number("total", usage.total());
  }

  private static List<TargetRow> sorted(List<TargetRow> rows) {
    return rows.stream().sorted(Comparator.comparing(TargetRow::name)).toList();
  }

  private static Cell state(TargetRow row) {
    if (!row.reachable()) {
      return Grid.cell(Style.REMOVED, "unreached");
    }
    if (row.silentSince().isPresent()) {
      return Grid.cell(Style.WARNING, "silent");
    }
    return row.lock().isPresent()
        ? Grid.cell(Style.WARNING, "locked")
        : Grid.cell(Style.ADDED, "up");
  }

  private static Cell services(TargetRow row) {
    return row.trouble() > 0
        ? Grid.cell(Style.REMOVED, row.services() + ", " + row.trouble() + " not well")
        : Grid.cell(Integer.toString(row.services()));
  }

  /** Over the number of cores: more than all of them is more than it can do. */
  private static Cell load(TargetRow row) {
    if (row.load().isEmpty()) {
      return Grid.cell("");
    }
    double load = row.load().get();
    int cores = row.cores().orElse(Integer.MAX_VALUE);
    Style style = load > 2.0 * cores ? Style.REMOVED : load > cores ? Style.WARNING : Style.PLAIN;
    String of = row.cores().isPresent() ? " of " + row.cores().getAsInt() : "";
    return Grid.cell(style, decimal(load) + of);
  }

  private static String decimal(double load) {
    return String.format(Locale.ROOT, "%.2f", load);
  }

  private static Cell usage(Optional<Usage> usage) {
    int percent = usage.map(Usage::percent).orElse(0);
    Style style =
        percent >= FULL ? Style.REMOVED : percent >= FILLING ? Style.WARNING : Style.PLAIN;
    return Grid.cell(
        style, usage.map(of -> percent + "% of " + Amounts.bytes(of.total())).orElse(""));
  }

  private static String up(long seconds) {
    return StatusTable.ago(Instant.EPOCH, Instant.ofEpochSecond(seconds));
  }

  private static String applied(TargetRow row, Instant now) {
    return row.lastApply().map(at -> StatusTable.ago(at, now) + " ago").orElse("");
  }

  private static String note(TargetRow row, Instant now) {
    List<String> parts = new ArrayList<>();
    row.lock().ifPresent(holder -> parts.add("locked by " + holder));
    row.silentSince().ifPresent(at -> parts.add("no answer for " + StatusTable.ago(at, now)));
    parts.add(row.note());
    parts.removeIf(String::isEmpty);
    return String.join("; ", parts);
  }

  private static String counts(List<TargetRow> rows) {
    if (rows.isEmpty()) {
      return "There are no targets.";
    }
    long lost = rows.stream().filter(row -> !row.reachable()).count();
    int services = rows.stream().mapToInt(TargetRow::services).sum();
    return Amounts.of(rows.size(), "target")
        + ", "
        + (lost > 0 ? lost + " not reached, " : "")
        + Amounts.of(services, "placement");
  }
}
