package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.ApplyProgress;
import dev.clova.cli.render.DiffText;
import dev.clova.cli.render.ProblemText;
import dev.clova.engine.PlanResult;
import dev.clova.engine.planning.Intent;
import java.util.List;

/** {@code clova diff}: what is on targets against what is defined, as unified diffs. */
final class DiffCommand implements Command {

  private static final Flag DETAILED =
      Flag.of("Exit with 2 if there are differences", "--detailed-exitcode");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Show what is on targets against what is defined here, files as unified diffs: from what"
                + " is there to what an apply would put there. Changes nothing and keeps no plan.")
        .example("clova diff blog", "one service, on all its targets")
        .example("clova diff blog@vps", "on one target")
        .options(PlanOptions.TARGET, PlanOptions.EXCLUDE, PlanOptions.CHECKSUM, DETAILED)
        .options(ConnectOptions.ALL)
        .operands(PlanOptions.SELECTION);
  }

  @Override
  public ExitStatus run(Call call) {
    PlanResult result;
    try (Workplace workplace = Workplace.open(call, "diff");
        ApplyProgress progress = Progress.ofLook(call)) {
      result =
          workplace.engine().compare(PlanOptions.request(call, Intent.CONVERGE), progress::accept);
    }
    Console console = call.console();
    List<String> lines = DiffText.lines(result, console.outPalette());
    console.print(lines);
    if (!result.unreached().isEmpty()) {
      console.complain(
          new ProblemText(console.errPalette(), console.columns()).errors(result.unreached()));
      return ExitStatus.UNREACHED;
    }
    if (lines.isEmpty()) {
      console.say("Nothing differs.");
    }
    return call.has(DETAILED) && !lines.isEmpty() ? ExitStatus.CHANGES : ExitStatus.DONE;
  }
}
