package dev.clova.cli.render;

import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Style;
import dev.clova.cli.console.Table.Cell;
import dev.clova.state.Hold;
import dev.clova.state.JsonOut;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every placement in a line: what it is, whether it is well, what waits to be applied. */
public final class StatusTable {

  /** The format of the JSON form. */
  public static final String FORMAT = "clova.status/1.0";

  private StatusTable() {}

  /**
   * The table, ordered by placement, and a line of counts below it.
   *
   * @param now what times are told from
   * @param palette how to paint it
   * @param columns the width in character cells
   */
  public static List<String> lines(
      List<StatusRow> rows, Instant now, Palette palette, int columns) {
    List<StatusRow> sorted = sorted(rows);
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
  public static LiveTable<StatusRow> live() {
    Comparator<StatusRow> byName = Comparator.comparing(StatusRow::placement);
    return new LiveTable<>(
        "clova status",
        List.of(
            new LiveTable.Order<>('n', "name", byName),
            new LiveTable.Order<>(
                's', "state", Comparator.comparingInt(StatusTable::calm).thenComparing(byName)),
            new LiveTable.Order<>(
                'c',
                "changes",
                Comparator.comparingInt(StatusRow::pending).reversed().thenComparing(byName))),
        row -> row.placement() + " " + state(row).text() + " " + row.health(),
        StatusTable::counts,
        StatusTable::table);
  }

  /** The less, the more it needs somebody to look after it. */
  private static int calm(StatusRow row) {
    if (row.hold().isPresent()) {
      return 2;
    }
    boolean isAsWanted = row.actual().equals(row.desired()) || row.actual().equals("moved");
    if (!isAsWanted || row.health().equals("unhealthy")) {
      return row.actual().equals("failed") ? 0 : 1;
    }
    return row.pending() > 0 || row.drift() > 0 ? 3 : 4;
  }

  private static List<String> table(
      List<StatusRow> rows, Instant now, Palette palette, int columns) {
    return new Grid<>("PLACEMENT", rows, row -> row.placement().toString())
        .column("STATE", Grid.ALWAYS, StatusTable::state)
        .column("HEALTH", 4, StatusTable::health)
        .column("SINCE", 1, row -> Grid.cell(row.since().map(at -> ago(at, now)).orElse("")))
        .column("CHANGES", 3, StatusTable::pending)
        .column("DRIFT", 2, row -> count(Style.WARNING, row.drift()))
        .lines(row -> note(row, now), palette, columns);
  }

  /** The same for other programs, as one JSON document. */
  public static String json(List<StatusRow> rows) {
    return JsonOut.document(
        out ->
            out.text("format", FORMAT).objects("placements", sorted(rows), StatusTable::members));
  }

  private static void members(JsonOut out, StatusRow row) {
    out.text("at", row.placement().toString());
    out.text("service", row.placement().service()).text("target", row.placement().target());
    out.text("desired", row.desired()).text("actual", row.actual()).text("health", row.health());
    out.text("since", row.since()).number("pending", row.pending());
    out.number("drift", row.drift());
    row.hold().ifPresent(hold -> out.object("hold", it -> hold(it, hold)));
    out.text("silent_since", row.silentSince()).text("note", row.note());
  }

  private static void hold(JsonOut out, Hold hold) {
    out.text("who", hold.who()).text("since", hold.since().toString()).text("why", hold.why());
    out.text("until", hold.until());
  }

  private static List<StatusRow> sorted(List<StatusRow> rows) {
    return rows.stream().sorted(Comparator.comparing(StatusRow::placement)).toList();
  }

  private static Cell state(StatusRow row) {
    String word = row.hold().isPresent() ? "held" : row.actual();
    Style style =
        switch (word) {
          case "running", "present" -> row.desired().equals(word) ? Style.ADDED : Style.WARNING;
          case "moved" -> Style.FAINT;
          case "failed" -> Style.REMOVED;
          case "stopped", "absent" -> row.desired().equals(word) ? Style.FAINT : Style.REMOVED;
          default -> Style.WARNING;
        };
    return Grid.cell(row.silentSince().isPresent() ? Style.FAINT : style, word);
  }

  private static Cell health(StatusRow row) {
    Style style =
        switch (row.health()) {
          case "healthy" -> Style.ADDED;
          case "unhealthy" -> Style.REMOVED;
          default -> Style.WARNING;
        };
    return Grid.cell(style, row.health());
  }

  private static Cell pending(StatusRow row) {
    return count(Style.CHANGED, row.pending());
  }

  private static Cell count(Style style, int count) {
    return Grid.cell(style, count == 0 ? "" : Integer.toString(count));
  }

  private static String note(StatusRow row, Instant now) {
    List<String> parts = new ArrayList<>();
    row.hold()
        .ifPresent(
            hold ->
                parts.add(
                    row.actual()
                        + ", held by "
                        + hold.who()
                        + " for "
                        + ago(hold.since(), now)
                        + hold.until().map(end -> ", " + ago(now, end) + " more").orElse("")
                        + (hold.why().isEmpty() ? "" : ": " + hold.why())));
    row.silentSince().ifPresent(at -> parts.add("no answer for " + ago(at, now)));
    if (row.hold().isEmpty() && isKnown(row) && !row.actual().equals(row.desired())) {
      parts.add("should be " + row.desired());
    }
    parts.add(row.note());
    parts.removeIf(String::isEmpty);
    return String.join("; ", parts);
  }

  private static boolean isKnown(StatusRow row) {
    return !List.of("unknown", "unreached", "moved").contains(row.actual());
  }

  /** How long ago something was, in one unit. */
  static String ago(Instant at, Instant now) {
    Duration since = Duration.between(at, now);
    if (since.toMinutes() < 1) {
      return Math.max(0, since.toSeconds()) + "s";
    }
    if (since.toHours() < 1) {
      return since.toMinutes() + "m";
    }
    return since.toDays() < 1 ? since.toHours() + "h" : since.toDays() + "d";
  }

  private static String counts(List<StatusRow> rows) {
    if (rows.isEmpty()) {
      return "There are no placements.";
    }
    long running = count(rows, "running");
    long unreached = count(rows, "unreached");
    long held = rows.stream().filter(row -> row.hold().isPresent()).count();
    long pending = rows.stream().filter(row -> row.pending() > 0).count();
    return Amounts.of(rows.size(), "placement")
        + ", "
        + running
        + " running"
        + (unreached > 0 ? ", " + unreached + " not reached" : "")
        + (held > 0 ? ", " + held + " held" : "")
        + (pending > 0 ? ", " + pending + " with changes: `clova plan` shows them" : "");
  }

  private static long count(List<StatusRow> rows, String actual) {
    return rows.stream().filter(row -> row.actual().equals(actual)).count();
  }
}
