package dev.clova.cli.render;

import dev.clova.cli.console.Palette;
import dev.clova.engine.EarlierVersion;
import dev.clova.state.JsonOut;
import dev.clova.state.Revision;
import java.time.ZoneId;
import java.util.List;

/** What can be gone back to, a line for each version of a placement. */
public final class VersionsTable {

  private static final String FORMAT = "clova.versions/1";

  private VersionsTable() {}

  /**
   * The table.
   *
   * @param zone where the reader lives
   */
  public static List<String> lines(
      List<EarlierVersion> versions, ZoneId zone, Palette palette, int columns) {
    if (versions.isEmpty()) {
      return List.of("There is no earlier version to go back to.");
    }
    return new Grid<>("PLACEMENT", versions, one -> one.placement().toString())
        .column("TO", Grid.ALWAYS, one -> Grid.cell(Integer.toString(one.back())))
        .column(
            "APPLIED",
            Grid.ALWAYS,
            one -> Grid.cell(HistoryTable.time(one.receipt().record().applied(), zone)))
        .column("COMMIT", 3, one -> Grid.cell(HistoryTable.commit(one.revision())))
        .column("PLAN", 2, one -> Grid.cell(one.receipt().record().plan()))
        .column("WHO", 1, one -> Grid.cell(one.receipt().writer()))
        .lines(one -> "", palette, columns);
  }

  /** The same for programs. */
  public static String json(List<EarlierVersion> versions) {
    return JsonOut.document(
        out -> out.text("format", FORMAT).objects("versions", versions, VersionsTable::json));
  }

  private static void json(JsonOut out, EarlierVersion one) {
    out.text("at", one.placement().toString()).number("to", one.back());
    out.text("applied", one.receipt().record().applied().toString());
    out.text("plan", one.receipt().record().plan()).text("who", one.receipt().writer());
    out.text("commit", one.revision().map(Revision::commit));
  }
}
