package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.ApplyProgress;
import dev.clova.cli.render.ApplySummary;
import dev.clova.cli.render.ExitRule;
import dev.clova.cli.render.Folding;
import dev.clova.cli.render.PlanView;
import dev.clova.engine.ApplyReport;
import dev.clova.engine.ApplyRequest;
import dev.clova.engine.PlanRequest;
import dev.clova.engine.PlanResult;
import dev.clova.engine.Selection;
import dev.clova.engine.planning.Intent;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

/**
 * {@code clova demo}: the whole story without any server. It starts SSH servers of its own on
 * loopback, makes a working directory, plans and applies over real SSH, changes something, and
 * plans again.
 */
final class DemoCommand implements Command {

  private static final Flag KEEP = Flag.of("Keep the folder, to look at what is in it", "--keep");

  private static final PlanRequest DESTROY =
      new PlanRequest(Selection.ALL, Intent.DESTROY, false, false, Set.of(), false);

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Show Clova at work, without any server: it starts two SSH servers of its own on"
                + " loopback, which run /bin/sh as you in a folder of their own, and deploys to them."
                + " The folder is no sandbox; nothing outside of it is touched.")
        .example("clova demo", "plan, apply, plan again, a change, a drift")
        .options(KEEP);
  }

  @Override
  public ExitStatus run(Call call) {
    try (DemoStage stage = DemoStage.set(call)) {
      ExitStatus status = new Story(call.console(), stage).tell();
      if (call.has(KEEP)) {
        stage.keep();
        call.console().say("Kept: " + stage.folder());
      }
      return status;
    } catch (IOException e) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.FAILED, "The demonstration could not be set up: " + e.getMessage(), ""),
          e);
    }
  }

  /** What happens, in order. */
  private record Story(Console console, DemoStage stage) {

    ExitStatus tell() throws IOException {
      chapter("A working directory with three services and two targets, reached over SSH:");
      Files.readString(stage.workspace().resolve("clova.toml"))
          .lines()
          .forEach(line -> console.print("    " + line));
      chapter("$ clova plan");
      show(plan());
      chapter("$ clova apply --yes");
      ApplyReport report = apply();
      if (!report.isComplete()) {
        return ExitRule.of(report);
      }
      chapter("$ clova plan        # nothing is left to do");
      show(plan());
      chapter("One line of one file is changed here, and another by hand on a target:");
      Files.writeString(stage.workspace().resolve("site/index.html"), "<h1>Second edition</h1>\n");
      Files.writeString(stage.root("south").resolve("greeter/greeting.txt"), "tampered with\n");
      chapter("$ clova plan");
      show(plan());
      chapter("$ clova apply --yes");
      report = apply();
      chapter("$ clova destroy --yes '*'");
      ApplyReport gone =
          stage.engine().apply(ApplyRequest.unattended(DESTROY), plan -> true, event -> {});
      console.say(ApplySummary.lines(gone, console.errPalette(), console.columns()));
      return ExitRule.of(report);
    }

    private void chapter(String text) {
      console.print("");
      console.print(text);
    }

    private PlanResult plan() {
      return stage.engine().plan(PlanRequest.ALL, event -> {});
    }

    private ApplyReport apply() {
      try (ApplyProgress progress = Progress.plain(console)) {
        ApplyReport report =
            stage
                .engine()
                .apply(ApplyRequest.unattended(PlanRequest.ALL), plan -> true, progress::accept);
        console.say(ApplySummary.lines(report, console.errPalette(), console.columns()));
        return report;
      }
    }

    private void show(PlanResult result) {
      List<String> lines = PlanCommand.text(console, PlanView.of(result, Folding.USUAL));
      lines.forEach(line -> console.print("  " + line));
    }
  }
}
