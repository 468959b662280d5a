package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.Exit;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.HistoryTable;
import dev.clova.cli.render.ProblemText;
import dev.clova.engine.Past;
import dev.clova.engine.Selection;
import java.time.ZoneId;
import java.util.List;

/** {@code clova history}: what was applied, when, by whom, from which commit. */
final class HistoryCommand implements Command {

  private static final Flag TARGETS =
      Flag.of("Ask the targets, too: what lies there, by whoever put it there", "--targets");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Show what was applied from this working directory: when, by whom, from which commit"
                + " (+ for changes that were not committed), by which plan, and how it ended.")
        .example("clova history", "the last hundred applies")
        .example("clova history blog --targets", "of one service, with its receipts")
        .options(TARGETS, PlanOptions.TARGET, PlanOptions.EXCLUDE, SharedOptions.JSON)
        .options(ConnectOptions.ALL)
        .operands(PlanOptions.SELECTION);
  }

  @Override
  public Exit run(Call call) {
    Selection selection =
        new Selection(
            call.operands(),
            PlanOptions.split(call.values(PlanOptions.TARGET)),
            PlanOptions.split(call.values(PlanOptions.EXCLUDE)));
    Past past;
    try (Workplace workplace = Workplace.open(call, "history")) {
      past = workplace.engine().history(selection, call.has(TARGETS));
    }
    Console console = call.console();
    console.print(
        call.has(SharedOptions.JSON)
            ? List.of(HistoryTable.json(past))
            : HistoryTable.lines(
                past, ZoneId.systemDefault(), console.outPalette(), console.columns()));
    if (!past.unreached().isEmpty()) {
      console.complain(
          new ProblemText(console.errPalette(), console.columns()).errors(past.unreached()));
    }
    return ExitStatus.of(past.unreached());
  }
}
