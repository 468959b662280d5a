package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.ApplyProgress;
import dev.clova.cli.render.ExitRule;
import dev.clova.cli.render.FleetRows;
import dev.clova.cli.render.UseRow;
import dev.clova.cli.render.UseTable;
import dev.clova.engine.FleetView;
import java.util.List;

/** {@code clova top}: what services use of their targets. */
final class TopCommand implements Command {

  private static final Flag ONCE = Flag.of("Look for a second, print, and end", "--once");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "What services use of their targets, from the kernel's own counts: processors (100% is"
                + " one of them), memory, tasks, disks and network. Stays on the screen until q is"
                + " pressed; without a terminal it prints once. Services of the runtimes `command`"
                + " and `none` are not counted. Changes nothing, and leaves nothing running.")
        .example("clova top", "the busiest first, until q is pressed")
        .example("clova top --once @nuc", "all of one target, printed")
        .example("clova top --json", "for other programs")
        .options(ONCE, FleetOptions.INTERVAL, SharedOptions.JSON)
        .options(PlanOptions.TARGET, PlanOptions.EXCLUDE)
        .options(ConnectOptions.ALL)
        .operands(PlanOptions.SELECTION);
  }

  @Override
  public ExitStatus run(Call call) {
    boolean prints = call.has(ONCE) || call.has(SharedOptions.JSON);
    if (!prints && call.console().isInteractive()) {
      return new Watching<>(
              call,
              "top",
              (engine, interval) -> engine.watchTop(PlanOptions.selection(call), interval),
              FleetRows::uses,
              UseTable.live())
          .run();
    }
    FleetView view;
    try (Workplace workplace = Workplace.open(call, "top");
        ApplyProgress progress = Progress.ofLook(call)) {
      view = workplace.engine().top(PlanOptions.selection(call), progress::accept);
    }
    Console console = call.console();
    List<UseRow> rows = new FleetRows(view, FleetOptions.PATIENCE).uses();
    if (call.has(SharedOptions.JSON)) {
      console.print(UseTable.json(rows));
    } else {
      console.print(UseTable.lines(rows, view.at(), console.outPalette(), console.columns()));
    }
    return ExitRule.of(view);
  }
}
