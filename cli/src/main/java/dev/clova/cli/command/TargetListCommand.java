package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.TargetList;
import dev.clova.engine.TargetChecks;
import java.util.List;

/** {@code clova target list}: the targets as the definitions have them; connects to none. */
final class TargetListCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of("The targets as the definitions have them. Connects to none.")
        .example("clova target list", "a line for each")
        .options(SharedOptions.JSON);
  }

  @Override
  public ExitStatus run(Call call) {
    Console console = call.console();
    List<TargetList.Row> rows;
    try (Workplace workplace = Workplace.open(call, "target list")) {
      TargetChecks checks = workplace.engine().targetChecks();
      rows =
          checks.all().values().stream()
              .map(target -> new TargetList.Row(target, checks.services(target.name())))
              .toList();
    }
    console.print(
        call.has(SharedOptions.JSON)
            ? List.of(TargetList.json(rows))
            : TargetList.lines(rows, console.outPalette(), console.columns()));
    return ExitStatus.DONE;
  }
}
