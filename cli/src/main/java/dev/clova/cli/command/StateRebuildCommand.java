package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.ProblemText;
import dev.clova.cli.render.Remarks;
import dev.clova.engine.Rebuilt;
import java.util.List;

/** {@code clova state rebuild}: makes a lost or damaged state again from the targets' receipts. */
final class StateRebuildCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Make a lost or damaged state again from the receipts on all targets. What is on the"
                + " targets stays as it is; the file that was there before is kept.")
        .example("clova state rebuild", "asks every target")
        .options(ConnectOptions.ALL);
  }

  @Override
  public ExitStatus run(Call call) {
    Console console = call.console();
    Rebuilt rebuilt;
    try (Workplace workplace = Workplace.open(call, "state rebuild")) {
      rebuilt = workplace.engine().records().rebuild();
    }
    Remarks remarks = new Remarks(console.errPalette(), console.columns());
    ProblemText problems = new ProblemText(console.errPalette(), console.columns());
    rebuilt.unreached().values().forEach(problem -> console.complain(problems.warning(problem)));
    console.say(
        remarks.sentence(
            "The state has %d %s now: %d from receipts, %d as last known."
                .formatted(
                    rebuilt.state().placements().size(),
                    rebuilt.state().placements().size() == 1 ? "placement" : "placements",
                    rebuilt.receipts(),
                    rebuilt.kept().size())));
    rebuilt.notes().forEach(note -> console.say(remarks.item(note)));
    tell(console, remarks, rebuilt.gone().stream().map(Object::toString).toList());
    console.say(remarks.sentence("Earlier files are kept in `.clova/backups`. Run `clova plan`."));
    return rebuilt.unreached().isEmpty() ? ExitStatus.DONE : ExitStatus.UNREACHED;
  }

  private static void tell(Console console, Remarks remarks, List<String> gone) {
    if (!gone.isEmpty()) {
      console.say(
          remarks.item(
              "No receipt is left of `%s`: no longer recorded."
                  .formatted(String.join("`, `", gone))));
    }
  }
}
