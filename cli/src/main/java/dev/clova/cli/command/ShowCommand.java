package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.PlanView;
import dev.clova.engine.PlanResult;
import dev.clova.engine.definition.WorkspaceRoot;
import dev.clova.state.PlanFile;
import dev.clova.state.PlanFolder;
import dev.clova.state.StateFolder;
import java.nio.file.Path;
import java.util.List;

/** {@code clova show [FILE]}: a saved plan, or the last one. */
final class ShowCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of("Show a saved plan; without a file, the last one that was made here.")
        .example("clova show", "the last plan")
        .example("clova show prod.plan.toml", "a saved one")
        .example("clova show prod.plan.toml --format markdown", "the same as a comment")
        .options(FormatOptions.ALL)
        .operands(Operands.optional("FILE", "A plan saved with `clova plan --out`"));
  }

  @Override
  public ExitStatus run(Call call) {
    Path file =
        call.operands().isEmpty()
            ? new PlanFolder(StateFolder.of(WorkspaceRoot.find(call.directory()))).last()
            : call.directory().resolve(call.operands().getFirst());
    PlanResult saved =
        new PlanResult(PlanFile.read(file), List.of(), List.of(), List.of(), List.of());
    PlanView view = PlanView.of(saved, FormatOptions.folding(call));
    call.console().print(FormatOptions.lines(call, saved, view));
    return ExitStatus.DONE;
  }
}
