package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.console.Paragraph;
import dev.clova.cli.render.ApplyProgress;
import dev.clova.cli.render.ExitRule;
import dev.clova.cli.render.MarkdownPlan;
import dev.clova.cli.render.PlanView;
import dev.clova.cli.render.TerminalPlan;
import dev.clova.engine.Engine;
import dev.clova.engine.PlanRequest;
import dev.clova.engine.PlanResult;
import dev.clova.engine.planning.Intent;
import dev.clova.state.Plan;
import dev.clova.state.PlanFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code clova plan}: what an apply would do, and why. Changes nothing. */
final class PlanCommand implements Command {

  private static final Flag DETAILED =
      Flag.of("Exit with 2 if there are changes", "--detailed-exitcode");
  private static final Flag STRICT =
      Flag.of(
          "Fail if a target is not reached, something cannot be told or is refused", "--strict");
  static final Flag DESTROY = Flag.of("Plan the removal of what is selected", "--destroy");
  private static final Setting<Boolean> REFRESH =
      new Setting<>(
          List.of("--refresh"),
          "true|false",
          "`true` or `false`",
          text ->
              text.equals("true") || text.equals("false")
                  ? Optional.of(Boolean.valueOf(text))
                  : Optional.empty(),
          "`false`: against what is recorded, without a look at any target",
          "");
  private static final Setting<Path> OUT =
      Setting.path("FILE", "Save the plan, to be reviewed and applied", "--out");
  private static final Setting<Path> VERIFY =
      Setting.path("FILE", "Tell whether a saved plan still is the plan: 0, or 2", "--verify");

  @Override
  public Syntax syntax() {
    return Syntax.of("Show what an apply would do, and why. Changes nothing anywhere.")
        .example("clova plan", "everything")
        .example("clova plan blog", "one service, on all its targets")
        .example("clova plan --out prod.plan.toml", "a plan to review and to apply")
        .example("clova plan --format html > plan.html", "a page to open in a browser")
        .options(PlanOptions.ALL)
        .options(OUT, VERIFY, DETAILED, STRICT, DESTROY, REFRESH, Surroundings.UNTRUSTED)
        .options(FormatOptions.ALL)
        .options(ConnectOptions.ALL)
        .operands(PlanOptions.SELECTION);
  }

  @Override
  public ExitStatus run(Call call) {
    Intent intent = call.has(DESTROY) ? Intent.DESTROY : Intent.CONVERGE;
    Optional<Plan> saved =
        call.value(VERIFY).map(file -> PlanFile.read(call.directory().resolve(file)));
    PlanRequest typed = PlanOptions.request(call, intent);
    PlanRequest about = saved.map(typed::about).orElse(typed);
    PlanResult result = plan(call, call.value(REFRESH).orElse(true) ? about : about.withoutLook());
    call.value(OUT)
        .ifPresent(file -> PlanFile.write(call.directory().resolve(file), result.plan()));
    show(call, result);
    if (saved.isPresent()) {
      return verified(call, saved.get(), result.plan());
    }
    return ExitRule.of(result, call.has(DETAILED), call.has(STRICT));
  }

  /** Shows the plan that another command would carry out. */
  static ExitStatus run(Call call, PlanRequest request) {
    PlanResult result = plan(call, request);
    show(call, result);
    return ExitRule.of(result, false, false);
  }

  private static PlanResult plan(Call call, PlanRequest request) {
    try (Workplace workplace = Workplace.open(call, "plan");
        ApplyProgress progress = Progress.ofLook(call)) {
      return workplace.engine().plan(request, progress::accept);
    }
  }

  private static void show(Call call, PlanResult result) {
    PlanView view = PlanView.of(result, FormatOptions.folding(call));
    PlanView applicable =
        call.value(OUT).map(file -> view.savedIn(result.plan(), file)).orElse(view);
    call.console().print(FormatOptions.lines(call, result, applicable));
    ProblemNotes.warnings(call, result.warnings());
    JobSummary.add(call, size -> MarkdownPlan.lines(result, size));
  }

  static List<String> text(Console console, PlanView view) {
    return TerminalPlan.lines(view, console.outPalette(), console.columns());
  }

  private static ExitStatus verified(Call call, Plan saved, Plan now) {
    String file = "`" + call.value(VERIFY).orElseThrow() + "`";
    if (saved.id().equals(now.id())) {
      call.console().say(file + " still is the plan: " + now.id() + ".");
      return ExitStatus.DONE;
    }
    List<String> lines = new ArrayList<>();
    lines.add("%s is %s, and the plan of today is %s:".formatted(file, saved.id(), now.id()));
    Engine.difference(saved, now).forEach(moved -> lines.add("- " + moved.text()));
    lines.forEach(line -> call.console().say(Paragraph.lines(line, call.console().columns())));
    return ExitStatus.CHANGES;
  }
}
