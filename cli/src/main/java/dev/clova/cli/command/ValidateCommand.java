package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.ProblemText;
import dev.clova.engine.definition.Definitions;

/** {@code clova validate}: everything that is wrong with the definitions, without any target. */
final class ValidateCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of("Check all definitions, and tell everything that is wrong. Needs no target.")
        .example("clova validate", "before a commit");
  }

  @Override
  public ExitStatus run(Call call) {
    try (Workplace workplace = Workplace.open(call, "validate")) {
      Definitions definitions = workplace.engine().validate();
      ProblemText text = new ProblemText(call.console().errPalette(), call.console().columns());
      definitions.warnings().forEach(warning -> call.console().complain(text.warning(warning)));
      ProblemNotes.warnings(call, definitions.warnings());
      call.console()
          .print(
              "%d services on %d targets: all well."
                  .formatted(definitions.services().size(), definitions.targets().size()));
      return ExitStatus.DONE;
    }
  }
}
