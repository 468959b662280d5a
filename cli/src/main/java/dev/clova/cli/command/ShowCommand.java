package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.PlanView;
import dev.clova.engine.definition.WorkspaceRoot;
import dev.clova.state.Plan;
import dev.clova.state.PlanFile;
import dev.clova.state.PlanFolder;
import dev.clova.state.StateFolder;
import java.nio.file.Path;

/** {@code clova show [FILE]}: a saved plan, or the last one. */
final class ShowCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of("Show a saved plan; without a file, the last one that was made here.")
        .example("clova show", "the last plan")
        .example("clova show prod.plan.toml", "a saved one")
        .options(PlanCommand.BRIEF, PlanCommand.FULL)
        .operands(Operands.optional("FILE", "A plan saved with `clova plan --out`"));
  }

  @Override
  public ExitStatus run(Call call) {
    Path file =
        call.operands().isEmpty()
            ? new PlanFolder(StateFolder.of(WorkspaceRoot.find(call.directory()))).last()
            : call.directory().resolve(call.operands().getFirst());
    Plan plan = PlanFile.read(file);
    call.console()
        .print(PlanCommand.text(call.console(), PlanView.of(plan, PlanCommand.folding(call))));
    return ExitStatus.DONE;
  }
}
