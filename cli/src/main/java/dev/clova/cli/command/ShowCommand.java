package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.HistoryTable;
import dev.clova.cli.render.PlanView;
import dev.clova.engine.PlanResult;
import dev.clova.engine.definition.WorkspaceRoot;
import dev.clova.state.ApplyRecord;
import dev.clova.state.ClovaException;
import dev.clova.state.Plan;
import dev.clova.state.PlanFile;
import dev.clova.state.PlanFolder;
import dev.clova.state.State;
import dev.clova.state.StateFile;
import dev.clova.state.StateFolder;
import dev.clova.state.StateReading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** {@code clova show [FILE | APPLY]}: a saved plan, the last one, or an apply of the past. */
final class ShowCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Show a saved plan, or an apply of the past; without an operand, the last plan that was"
                + " made here.")
        .example("clova show", "the last plan")
        .example("clova show prod.plan.toml", "a saved one")
        .example("clova show prod.plan.toml --format markdown", "the same as a comment")
        .example("clova show 3f2a91c0", "an apply, by its name in `clova history`")
        .options(FormatOptions.ALL)
        .operands(
            Operands.optional("FILE|APPLY", "A plan saved with `clova plan --out`, or an apply"));
  }

  @Override
  public ExitStatus run(Call call) {
    String typed = call.operands().isEmpty() ? "" : call.operands().getFirst();
    Path file =
        typed.isEmpty()
            ? new PlanFolder(StateFolder.of(WorkspaceRoot.find(call.directory()))).last()
            : call.directory().resolve(typed);
    if (typed.matches("[0-9a-f]{4,16}") && !Files.exists(file)) {
      showApply(call, typed);
    } else {
      showPlan(call, file);
    }
    return ExitStatus.DONE;
  }

  private static void showPlan(Call call, Path file) {
    Plan plan = PlanFile.read(file);
    PlanResult saved = new PlanResult(plan, List.of(), List.of(), List.of(), List.of());
    applied(call, plan)
        .ifPresent(
            apply ->
                call.console().say("Applied by " + apply.who() + ", at " + apply.ended() + "."));
    PlanView view = PlanView.of(saved, FormatOptions.folding(call));
    call.console().print(FormatOptions.lines(call, saved, view));
  }

  /** A plan that was carried out is none any more; a plan can be shown without its workspace. */
  private static Optional<ApplyRecord> applied(Call call, Plan plan) {
    try {
      StateFolder folder = StateFolder.of(WorkspaceRoot.find(call.directory()));
      return switch (new StateFile(folder, plan.workspaceId()).read()) {
        case StateReading.Found(State state) ->
            state.history().stream()
                .filter(apply -> apply.plan().equals(plan.id().text()))
                .reduce((first, second) -> second);
        case StateReading.Missing _, StateReading.Damaged _ -> Optional.empty();
      };
    } catch (ClovaException e) {
      return Optional.empty();
    }
  }

  private static void showApply(Call call, String id) {
    ApplyRecord apply;
    try (Workplace workplace = Workplace.open(call, "show")) {
      apply = workplace.engine().applied(id);
    }
    Console console = call.console();
    console.print(
        call.has(SharedOptions.JSON)
            ? List.of(HistoryTable.json(apply))
            : HistoryTable.details(
                apply, ZoneId.systemDefault(), console.outPalette(), console.columns()));
  }
}
