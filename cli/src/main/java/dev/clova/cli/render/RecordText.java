package dev.clova.cli.render;

import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Printable;
import dev.clova.cli.console.Style;
import dev.clova.cli.console.Table;
import dev.clova.state.Attributes;
import dev.clova.state.Digest;
import dev.clova.state.Hold;
import dev.clova.state.JsonOut;
import dev.clova.state.PlacementRecord;
import dev.clova.state.RecordJson;
import dev.clova.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is recorded of placements. */
public final class RecordText {

  /** The format of the JSON form of several. */
  public static final String LIST = "clova.state_list/1.0";

  /** The format of the JSON form of one. */
  public static final String ONE = "clova.state_show/1.0";

  private RecordText() {}

  /**
   * One line of the list.
   *
   * @param record what is recorded
   * @param declared whether the definitions still place it
   */
  public record Row(PlacementRecord record, boolean declared) {}

  /**
   * A line for each.
   *
   * @param now what times are told from
   * @param palette how to paint it
   * @param columns the width in character cells
   */
  public static List<String> lines(List<Row> rows, Instant now, Palette palette, int columns) {
    if (rows.isEmpty()) {
      return List.of("Nothing is recorded.");
    }
    return new Grid<>("PLACEMENT", rows, row -> row.record().placement().toString())
        .column("RUNTIME", 3, row -> Grid.cell(row.record().runtime().name()))
        .column("DIRECTORY", 2, row -> Grid.cell(row.record().home().directory()))
        .column(
            "APPLIED", 4, row -> Grid.cell(StatusTable.ago(row.record().applied(), now) + " ago"))
        .lines(RecordText::note, palette, columns);
  }

  /** The same for other programs, as one JSON document. */
  public static String json(State state, List<Row> rows) {
    return JsonOut.document(
        out ->
            out.text("format", LIST)
                .text("lineage", state.lineage())
                .number("serial", state.serial())
                .objects(
                    "placements",
                    rows,
                    (it, row) -> {
                      it.flag("declared", row.declared());
                      RecordJson.write(it, row.record());
                    }));
  }

  /** All that is recorded of one placement; nothing of it is cut off. */
  public static List<String> lines(PlacementRecord record, Palette palette) {
    List<String> lines = new ArrayList<>();
    lines.add(palette.paint(Style.STRONG, Printable.of(record.placement().toString())));
    Table table = new Table();
    row(table, "directory", record.home().directory());
    row(table, "owner", record.home().owner());
    row(table, "become", record.home().become());
    record.home().connection().values().forEach((key, value) -> row(table, "target " + key, value));
    row(table, "runtime", record.runtime().name());
    record.runtime().attributes().values().forEach((key, value) -> row(table, "  " + key, value));
    row(table, "persist", String.join(" ", record.runtime().persist()));
    row(table, "files", record.tree().map(Digest::hex).orElse(""));
    row(table, "applied", record.applied() + " by plan " + record.plan());
    row(table, "generation", Long.toString(record.generation()));
    row(table, "protected", record.isProtected() ? "yes" : "");
    row(table, "failed", record.tainted().orElse(""));
    record.hold().ifPresent(hold -> row(table, "held", held(hold)));
    record
        .resources()
        .forEach((address, values) -> row(table, address.toString(), resource(values)));
    table.lines(palette, Integer.MAX_VALUE).forEach(line -> lines.add("  " + line));
    return lines;
  }

  /** The same for other programs, as one JSON document. */
  public static String json(PlacementRecord record) {
    return JsonOut.document(
        out -> {
          out.text("format", ONE);
          RecordJson.write(out, record);
        });
  }

  private static void row(Table table, String name, String value) {
    if (!value.isEmpty()) {
      table.row(Table.cell(Style.FAINT, Printable.of(name)), Table.plain(Printable.of(value)));
    }
  }

  private static String held(Hold hold) {
    return "by %s since %s%s%s"
        .formatted(
            hold.who(),
            hold.since(),
            hold.until().map(end -> " until " + end).orElse(""),
            hold.why().isEmpty() ? "" : ": " + hold.why());
  }

  private static String resource(Attributes values) {
    List<String> parts = new ArrayList<>();
    values.values().forEach((key, value) -> parts.add(key + "=" + value));
    return parts.isEmpty() ? "-" : String.join(" ", parts);
  }

  private static String note(Row row) {
    List<String> parts = new ArrayList<>();
    if (!row.declared()) {
      parts.add("no longer declared");
    }
    row.record().hold().ifPresent(hold -> parts.add("held by " + hold.who()));
    row.record().tainted().ifPresent(why -> parts.add("failed: " + why));
    if (row.record().isProtected()) {
      parts.add("protected");
    }
    return String.join("; ", parts);
  }
}
