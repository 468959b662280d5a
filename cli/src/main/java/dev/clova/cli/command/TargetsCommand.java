package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.ApplyProgress;
import dev.clova.cli.render.ExitRule;
import dev.clova.cli.render.FleetRows;
import dev.clova.cli.render.TargetRow;
import dev.clova.cli.render.TargetsTable;
import dev.clova.engine.FleetView;
import dev.clova.engine.Selection;
import java.util.List;

/** {@code clova targets}: the fleet at a glance. */
final class TargetsCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "How targets are: reached or not, load, memory, disk, and how many of their services"
                + " are not well. Changes nothing.")
        .example("clova targets", "all of them")
        .example("clova targets 'web-*' tag:edge", "some")
        .example("clova targets -w", "until q is pressed")
        .options(FleetOptions.ALL)
        .options(ConnectOptions.ALL)
        .operands(Operands.any("TARGET", "Names, globs or tag:TAG; all if left out"));
  }

  @Override
  public ExitStatus run(Call call) {
    Selection selection = new Selection(List.of(), call.operands(), List.of());
    if (call.has(FleetOptions.WATCH)) {
      return new Watching<>(
              call,
              "targets",
              (engine, interval) -> engine.watchTargets(selection, interval),
              FleetRows::targets,
              TargetsTable.live())
          .run();
    }
    FleetView view;
    try (Workplace workplace = Workplace.open(call, "targets");
        ApplyProgress progress = Progress.ofLook(call)) {
      view = workplace.engine().targets(selection, progress::accept);
    }
    Console console = call.console();
    List<TargetRow> rows = new FleetRows(view, FleetOptions.PATIENCE).targets();
    if (call.has(SharedOptions.JSON)) {
      console.print(TargetsTable.json(rows));
    } else {
      console.print(TargetsTable.lines(rows, view.at(), console.outPalette(), console.columns()));
    }
    return ExitRule.of(view);
  }
}
