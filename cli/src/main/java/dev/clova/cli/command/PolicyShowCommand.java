package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.RuleText;

/** {@code clova policy show}: every rule that a plan has to keep, and where it is written. */
final class PolicyShowCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Show every rule that a plan has to keep: those of `clova.toml`, and of the file that"
                + " `CLOVA_POLICY` names.")
        .example("clova policy show", "");
  }

  @Override
  public ExitStatus run(Call call) {
    try (Workplace workplace = Workplace.open(call, "policy show")) {
      call.console()
          .print(
              RuleText.rules(
                  workplace.engine().rules(),
                  call.console().outPalette(),
                  call.console().columns()));
      return ExitStatus.DONE;
    }
  }
}
