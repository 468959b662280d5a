package dev.clova.cli.render;

import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Style;
import dev.clova.cli.console.Table.Cell;
import dev.clova.engine.live.CommandResult;
import dev.clova.engine.live.CommandResult.End;
import dev.clova.state.JsonOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a command came to on targets. */
public final class RunReport {

  private static final String FORMAT = "clova.run/1";

  private RunReport() {}

  /** One target's output under its name. */
  public static List<String> group(CommandResult result, CommandOutput output, Palette palette) {
    List<String> lines = new ArrayList<>();
    lines.add(palette.paint(Style.STRONG, result.target()));
    if (output.dropped() > 0) {
      lines.add(
          "  "
              + palette.paint(
                  Style.FAINT, "(" + Amounts.bytes(output.dropped()) + " before this not kept)"));
    }
    output.lines().forEach(line -> lines.add(line.isEmpty() ? "" : "  " + line));
    return lines;
  }

  /** A row for each target, and a line of counts. */
  public static List<String> table(List<CommandResult> results, Palette palette, int columns) {
    Grid<CommandResult> grid =
        new Grid<>("TARGET", results, CommandResult::target)
            .column("STATUS", Grid.ALWAYS, RunReport::status)
            .column("TIME", 1, result -> Grid.cell(Amounts.time(result.duration())));
    return grid.lines(RunReport::note, palette, columns);
  }

  /** The first line of a stream of events. */
  public static String header() {
    return JsonOut.event(out -> out.text("format", FORMAT));
  }

  /** One target as an event. */
  public static String event(CommandResult result, CommandOutput output) {
    return JsonOut.event(
        out -> {
          out.text("event", "ended").text("target", result.target());
          out.text("end", word(result.end()));
          if (result.end() instanceof End.Exited(int status)) {
            out.number("status", status);
          }
          out.text("problem", Optional.of(note(result)).filter(note -> !note.isEmpty()));
          out.number("milliseconds", result.duration().toMillis());
          out.number("dropped", output.dropped()).text("output", output.text());
        });
  }

  /** The last event. */
  public static String summary(List<CommandResult> results) {
    return JsonOut.event(
        out -> {
          out.text("event", "summary").number("targets", results.size());
          out.number("succeeded", results.stream().filter(CommandResult::succeeded).count());
        });
  }

  private static Cell status(CommandResult result) {
    return switch (result.end()) {
      case End.Exited(int status) ->
          Grid.cell(status == 0 ? Style.ADDED : Style.REMOVED, Integer.toString(status));
      case End.NotRun not -> Grid.cell(Style.WARNING, "not run");
      case End.Lost lost -> Grid.cell(Style.WARNING, "lost");
    };
  }

  private static String word(End end) {
    return switch (end) {
      case End.Exited exited -> "exited";
      case End.NotRun not -> "not_run";
      case End.Lost lost -> "lost";
    };
  }

  private static String note(CommandResult result) {
    return switch (result.end()) {
      case End.Exited(int status) -> status > 128 ? "ended by signal " + (status - 128) : "";
      case End.NotRun(var problem) -> problem.detail();
      case End.Lost(var problem) -> problem.detail();
    };
  }
}
