package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.Exit;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.CommandOutput;
import dev.clova.cli.render.RunReport;
import dev.clova.engine.RunRequest;
import dev.clova.engine.live.CommandListener;
import dev.clova.engine.live.CommandResult;
import dev.clova.engine.live.CommandResult.End;
import dev.clova.state.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code clova run -- CMD}: the same command on targets, at once. */
final class RunCommand implements Command {

  private static final Setting<String> AS =
      Setting.text("USER", "Run it as this user of the target", "--as");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Run a command on targets, at once, with the rights that Clova works with there. It is"
                + " ended when this command is. Several words are a program and its arguments; one"
                + " word with spaces in it is shell text. Exit status: 0 if it succeeded"
                + " everywhere, 1 if it failed somewhere, 4 if targets were not reached; on a"
                + " single target the command's own.")
        .example("clova run -- uptime", "on all targets")
        .example("clova run -t tag:web -- 'df -h / | tail -n 1'", "shell text, on some of them")
        .options(PlanOptions.TARGET, AS, SharedOptions.JSON)
        .options(ConnectOptions.ALL)
        .operands(Operands.any("-- COMMAND", "What to run"));
  }

  @Override
  public Exit run(Call call) {
    List<String> words = CommandWords.required(call.operands(), "run");
    RunRequest request =
        new RunRequest(PlanOptions.split(call.values(PlanOptions.TARGET)), words, call.value(AS));
    Console console = call.console();
    Report report = new Report(console, call.has(SharedOptions.JSON));
    List<CommandResult> results;
    try (Workplace workplace = Workplace.open(call, "run")) {
      results = workplace.engine().run(request, report);
    }
    report.end(results);
    return exit(results);
  }

  private static Exit exit(List<CommandResult> results) {
    if (results.size() == 1 && results.getFirst().end() instanceof End.Exited(int status)) {
      return new Exit.Foreign(status);
    }
    List<Problem> problems = new ArrayList<>();
    for (CommandResult result : results) {
      switch (result.end()) {
        case End.Exited(int status) -> {
          if (status != 0) {
            return ExitStatus.FAILED;
          }
        }
        case End.NotRun(Problem problem) -> problems.add(problem);
        case End.Lost(Problem problem) -> problems.add(problem);
      }
    }
    return ExitStatus.of(problems);
  }

  /** Shows each target's output as a whole when it is there. */
  private static final class Report implements CommandListener {

    private final Console console;
    private final boolean json;
    private final Map<String, CommandOutput> outputs = new ConcurrentHashMap<>();

    Report(Console console, boolean json) {
      this.console = console;
      this.json = json;
      if (json) {
        console.print(RunReport.header());
      }
    }

    @Override
    public void output(String target, byte[] piece) {
      of(target).add(piece);
    }

    @Override
    public void errors(String target, byte[] piece) {
      of(target).add(piece);
    }

    @Override
    public void ended(CommandResult result) {
      CommandOutput output = of(result.target());
      if (json) {
        console.print(RunReport.event(result, output));
      } else if (result.end() instanceof End.Exited) {
        console.print(RunReport.group(result, output, console.outPalette()));
      }
    }

    void end(List<CommandResult> results) {
      if (json) {
        console.print(RunReport.summary(results));
      } else {
        console.say("");
        console.say(RunReport.table(results, console.errPalette(), console.columns()));
      }
    }

    private CommandOutput of(String target) {
      return outputs.computeIfAbsent(target, name -> new CommandOutput());
    }
  }
}
