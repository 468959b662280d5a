package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.RecordText;
import dev.clova.engine.Records;
import dev.clova.engine.Selection;
import dev.clova.state.Placement;
import dev.clova.state.State;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** {@code clova state list}: a line for each placement that is recorded. Connects to no target. */
final class StateListCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of("All placements that are recorded. Connects to no target.")
        .example("clova state list", "all of them")
        .example("clova state list @vps", "those on one target")
        .options(SharedOptions.JSON)
        .operands(PlanOptions.SELECTION);
  }

  @Override
  public ExitStatus run(Call call) {
    Console console = call.console();
    try (Workplace workplace = Workplace.open(call, "state list")) {
      Records records = workplace.engine().records();
      State state = records.state();
      List<RecordText.Row> rows =
          records.select(state, new Selection(call.operands(), List.of(), List.of())).stream()
              .map(placement -> row(records, state, placement))
              .flatMap(Optional::stream)
              .toList();
      console.print(
          call.has(SharedOptions.JSON)
              ? List.of(RecordText.json(state, rows))
              : RecordText.lines(
                  rows, Clock.systemUTC().instant(), console.outPalette(), console.columns()));
    }
    return ExitStatus.DONE;
  }

  private static Optional<RecordText.Row> row(Records records, State state, Placement placement) {
    return state
        .placement(placement)
        .map(record -> new RecordText.Row(record, records.isDeclared(placement)));
  }
}
