package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.console.Interrupt;
import dev.clova.cli.render.ApplyProgress;
import dev.clova.cli.render.ApplySummary;
import dev.clova.cli.render.ExitRule;
import dev.clova.cli.render.HtmlReport;
import dev.clova.cli.render.MarkdownReport;
import dev.clova.cli.render.PlanView;
import dev.clova.engine.ApplyReport;
import dev.clova.engine.ApplyRequest;
import dev.clova.engine.Expectation;
import dev.clova.engine.PlanRequest;
import dev.clova.engine.PlanResult;
import dev.clova.engine.planning.Intent;
import dev.clova.state.ClovaException;
import dev.clova.state.Plan;
import dev.clova.state.PlanFile;
import dev.clova.state.PlanId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code clova apply}: makes a plan, shows it, asks, and carries it out; or a saved plan. */
final class ApplyCommand implements Command {

  private static final Setting<String> EXPECT =
      Setting.text(
          "ID|FILE", "Apply only if the plan has this id, or is the one in this file", "--expect");
  private static final Flag CHECK = Flag.of("Only show the plan: as `clova plan`", "--check");

  @Override
  public Syntax syntax() {
    return Syntax.of("Make a plan, show it, ask, and carry it out; or carry out a saved plan.")
        .example("clova apply", "everything, after a question")
        .example("clova apply blog --yes", "one service, without a question")
        .example("clova apply prod.plan.toml", "a reviewed plan: that, or less, or nothing")
        .options(SharedOptions.YES, EXPECT, CHECK)
        .options(PlanOptions.ALL)
        .options(PlanCommand.DESTROY)
        .options(FormatOptions.ALL)
        .options(ConnectOptions.ALL)
        .operands(Operands.any("SELECTION", "A saved plan's file, or what `clova plan` takes"));
  }

  @Override
  public ExitStatus run(Call call) {
    if (call.has(CHECK)) {
      return new PlanCommand().run(call);
    }
    Intent intent = call.has(PlanCommand.DESTROY) ? Intent.DESTROY : Intent.CONVERGE;
    Optional<Plan> claim = claim(call);
    PlanRequest plan =
        claim
            .map(PlanOptions.request(call, intent, List.of())::about)
            .orElseGet(() -> PlanOptions.request(call, intent));
    return run(call, "apply", plan, claim, "Apply this plan?");
  }

  /** What a command does around its apply. */
  interface Around {

    /** Nothing. */
    Around NOTHING =
        new Around() {
          @Override
          public void approved() {}

          @Override
          public void ended(ApplyReport report) {}
        };

    /** There is a plan, which nobody has seen yet; throws what refuses it. */
    default void planned(PlanResult result) {}

    /** The plan is wanted, and is about to be carried out. */
    void approved();

    /** Nothing of it could be begun; what is to be told of it. */
    default ClovaException notBegun(ClovaException why) {
      return why;
    }

    /** It was. */
    void ended(ApplyReport report);
  }

  /** What every command does that plans, asks and applies. */
  static ExitStatus run(
      Call call, String name, PlanRequest plan, Optional<Plan> claim, String question) {
    return run(call, name, plan, claim, question, Around.NOTHING);
  }

  /** The same, with something of the command's own around it. */
  static ExitStatus run(
      Call call,
      String name,
      PlanRequest plan,
      Optional<Plan> claim,
      String question,
      Around around) {
    Interrupt interrupt = Interrupt.watch(call.console());
    boolean unattended = call.has(SharedOptions.YES) || claim.isPresent();
    ApplyRequest request =
        new ApplyRequest(plan, unattended, expectation(call), claim, interrupt::isAskedFor);
    try (interrupt) {
      ApplyReport report = begun(call, name, request, question, around);
      summary(call, report);
      JobSummary.add(call, size -> MarkdownReport.lines(report, size));
      around.ended(report);
      return interrupt.status().orElseGet(() -> ExitRule.of(report));
    }
  }

  private static ApplyReport begun(
      Call call, String name, ApplyRequest request, String question, Around around) {
    try {
      return apply(call, name, request, question, around);
    } catch (ClovaException e) {
      throw around.notBegun(e);
    }
  }

  private static ApplyReport apply(
      Call call, String name, ApplyRequest request, String question, Around around) {
    try (Workplace workplace = Workplace.open(call, name);
        ApplyProgress progress = Progress.ofChange(call)) {
      ApplyReport report =
          workplace
              .engine()
              .apply(
                  request,
                  result -> {
                    around.planned(result);
                    approve(call, result, progress, request.unattended(), question);
                    around.approved();
                    return true;
                  },
                  progress::accept);
      progress.ended(report);
      return report;
    }
  }

  private static void approve(
      Call call, PlanResult result, ApplyProgress progress, boolean unattended, String question) {
    progress.planned(result);
    Console console = call.console();
    PlanView view = PlanView.of(result, FormatOptions.folding(call)).withApplyCommand("");
    List<String> shown = PlanCommand.text(console, view);
    switch (FormatOptions.of(call)) {
      case TEXT -> console.print(shown);
      case JSON -> {}
      case MARKDOWN, HTML -> console.say(shown);
    }
    if (!result.plan().isEmpty() && !unattended && result.blockers().isEmpty()) {
      console.confirm(question, "--yes");
    }
  }

  private static void summary(Call call, ApplyReport report) {
    Console console = call.console();
    switch (FormatOptions.of(call)) {
      case TEXT -> {
        if (!report.applied().plan().isEmpty()) {
          List<String> lines = ApplySummary.lines(report, console.errPalette(), console.columns());
          if (report.isComplete()) {
            console.say(lines);
          } else {
            console.complain(lines);
          }
        }
      }
      case JSON -> {}
      case MARKDOWN -> console.print(MarkdownReport.lines(report, FormatOptions.size(call)));
      case HTML -> console.print(HtmlReport.lines(report));
    }
  }

  private static Optional<Expectation> expectation(Call call) {
    return call.value(EXPECT)
        .map(
            typed ->
                PlanId.parse(typed)
                    .map(Expectation::of)
                    .orElseGet(
                        () -> Expectation.of(PlanFile.read(call.directory().resolve(typed)))));
  }

  /** A single operand that is a file and no service is a saved plan. */
  private static Optional<Plan> claim(Call call) {
    if (call.operands().size() != 1) {
      return Optional.empty();
    }
    String typed = call.operands().getFirst();
    Path file = call.directory().resolve(typed);
    boolean isPlan = typed.endsWith(".toml") || Files.isRegularFile(file);
    return isPlan ? Optional.of(PlanFile.read(file)) : Optional.empty();
  }
}
