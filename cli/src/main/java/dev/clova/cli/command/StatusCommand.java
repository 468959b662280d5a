package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.ApplyProgress;
import dev.clova.cli.render.ExitRule;
import dev.clova.cli.render.FleetRows;
import dev.clova.cli.render.StatusRow;
import dev.clova.cli.render.StatusTable;
import dev.clova.engine.FleetView;
import java.util.List;

/** {@code clova status}: how every service is on every target, and what waits to be applied. */
final class StatusCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "How services are on their targets: what runs, what is held, what waits to be applied."
                + " Changes nothing, and runs nothing that was not applied before.")
        .example("clova status", "every service on every target")
        .example("clova status blog @nuc", "one service, and all of a target")
        .example("clova status -w", "until q is pressed")
        .options(FleetOptions.ALL)
        .options(PlanOptions.TARGET, PlanOptions.EXCLUDE)
        .options(ConnectOptions.ALL)
        .operands(PlanOptions.SELECTION);
  }

  @Override
  public ExitStatus run(Call call) {
    if (call.has(FleetOptions.WATCH)) {
      return new Watching<>(
              call,
              "status",
              (engine, interval) -> engine.watchStatus(PlanOptions.selection(call), interval),
              FleetRows::placements,
              StatusTable.live())
          .run();
    }
    FleetView view;
    try (Workplace workplace = Workplace.open(call, "status");
        ApplyProgress progress = Progress.ofLook(call)) {
      view = workplace.engine().status(PlanOptions.selection(call), progress::accept);
    }
    Console console = call.console();
    List<StatusRow> rows = new FleetRows(view, FleetOptions.PATIENCE).placements();
    if (call.has(SharedOptions.JSON)) {
      console.print(StatusTable.json(rows));
    } else {
      console.print(StatusTable.lines(rows, view.at(), console.outPalette(), console.columns()));
    }
    return ExitRule.of(view);
  }
}
