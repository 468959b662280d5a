package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.CheckupText;
import dev.clova.engine.TargetChecks;
import dev.clova.engine.observed.Check;
import java.util.List;
import java.util.SortedMap;

/** {@code clova target test}: what works on targets and what does not, with the remedy. */
final class TargetTestCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Try everything that work on targets rests on: connection, host key, login, rights,"
                + " room, tools, and what the services placed there need. Changes nothing.")
        .example("clova target test", "all targets")
        .example("clova target test vps", "one of them")
        .options(SharedOptions.JSON)
        .options(ConnectOptions.ALL)
        .operands(Operands.any("NAME", "A target; all if left out"));
  }

  @Override
  public ExitStatus run(Call call) {
    Console console = call.console();
    SortedMap<String, List<Check>> tested;
    try (Workplace workplace = Workplace.open(call, "target test")) {
      TargetChecks checks = workplace.engine().targetChecks();
      tested = checks.test(call.operands(), name -> console.detail("`" + name + "` was tried."));
    }
    if (call.has(SharedOptions.JSON)) {
      console.print(CheckupText.json(tested));
    } else {
      console.print(CheckupText.lines(tested, console.outPalette(), console.columns()));
    }
    return CheckupText.status(tested);
  }
}
