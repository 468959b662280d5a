package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.Exit;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.LogText;
import dev.clova.cli.render.ProblemText;
import dev.clova.engine.LogRequest;
import dev.clova.engine.Selection;
import dev.clova.engine.live.LogLine;
import dev.clova.engine.live.LogListener;
import dev.clova.engine.live.LogWish;
import dev.clova.state.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code clova logs SERVICE...}: what services say, from all their targets in one stream. */
final class LogsCommand implements Command {

  private static final int USUAL = 100;
  private static final Flag FOLLOW = Flag.of("Go on with what is yet to come", "-f", "--follow");
  private static final Setting<Integer> LINES =
      Setting.number(
          "N",
          0,
          1_000_000,
          "Only the last N lines of each (100, or all with --since)",
          "-n",
          "--tail",
          "--lines");
  private static final Setting<Since> SINCE =
      Since.setting("Only what was said since then, or for so long", "--since");
  private static final Flag TIMES = Flag.of("With the time of each line", "-T", "--timestamps");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Show the logs of services, from all their targets in one stream, in the order of time."
                + " From containers, the journal, or the service's own `logs` command as it was"
                + " applied. Ctrl-C ends the readers on the targets, too.")
        .example("clova logs -f blog", "what it says, and goes on to say")
        .example("clova logs --since 10m blog db@vps", "the last ten minutes of two services")
        .options(FOLLOW, LINES, SINCE, TIMES, PlanOptions.TARGET, PlanOptions.EXCLUDE)
        .options(SharedOptions.JSON)
        .options(ConnectOptions.ALL)
        .operands(Operands.some("SELECTION", "SERVICE, SERVICE@TARGET, @TARGET or tag:TAG"));
  }

  @Override
  public Exit run(Call call) {
    Console console = call.console();
    Optional<Instant> since =
        call.value(SINCE).map(typed -> typed.from(Clock.systemUTC().instant()));
    OptionalInt lines =
        call.value(LINES)
            .map(OptionalInt::of)
            .orElse(since.isPresent() ? OptionalInt.empty() : OptionalInt.of(USUAL));
    LogRequest request =
        new LogRequest(
            new Selection(
                call.operands(),
                PlanOptions.split(call.values(PlanOptions.TARGET)),
                PlanOptions.split(call.values(PlanOptions.EXCLUDE))),
            new LogWish(call.has(FOLLOW), lines, since));
    List<Problem> problems;
    try (Workplace workplace = Workplace.open(call, "logs")) {
      problems = workplace.engine().logs(request, listener(call));
    }
    if (!problems.isEmpty()) {
      console.complain(new ProblemText(console.errPalette(), console.columns()).errors(problems));
    }
    return ExitStatus.of(problems);
  }

  private static LogListener listener(Call call) {
    Console console = call.console();
    boolean json = call.has(SharedOptions.JSON);
    LogText text = new LogText(console.outPalette(), ZoneId.systemDefault(), call.has(TIMES));
    return new LogListener() {
      @Override
      public boolean lines(List<LogLine> lines) {
        return console.stream(lines.stream().map(json ? LogText::json : text::line).toList());
      }

      @Override
      public void notice(String sentence) {
        console.say(sentence);
      }
    };
  }
}
