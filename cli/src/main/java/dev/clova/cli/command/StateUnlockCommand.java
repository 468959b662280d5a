package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.Remarks;
import dev.clova.engine.Records;
import dev.clova.engine.remote.TargetLock.Holding;
import dev.clova.state.ClovaException;
import dev.clova.state.LockHolder;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.Optional;

/** {@code clova state unlock}: who holds a lock; clears up after a holder that is dead. */
final class StateUnlockCommand implements Command {

  private static final Setting<String> TARGET =
      Setting.text("TARGET", "The lock of a target", "-t", "--target");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Tell who holds the lock of this working directory, or of a target. A lock ends with"
                + " its holder, so there is nothing to break: one that lives is named, and what a"
                + " dead one left behind is cleared.")
        .example("clova state unlock", "the working directory's")
        .example("clova state unlock -t vps", "a target's")
        .options(TARGET)
        .options(ConnectOptions.ALL);
  }

  @Override
  public ExitStatus run(Call call) {
    Console console = call.console();
    Remarks remarks = new Remarks(console.errPalette(), console.columns());
    try (Workplace workplace = Workplace.open(call, "state unlock")) {
      Records records = workplace.engine().records();
      Optional<String> target = call.value(TARGET);
      console.say(
          remarks.sentence(
              target.isPresent()
                  ? free(target.get(), records.lockOn(target.get()))
                  : records
                      .unlock()
                      .map(StateUnlockCommand::cleared)
                      .orElse("Nobody holds the lock of this working directory.")));
    }
    return ExitStatus.DONE;
  }

  private static String cleared(LockHolder dead) {
    return "Nobody holds the lock of this working directory. %s@%s (process %d) had it since %s for `%s` and is gone; what it left behind was cleared. `clova plan` tells what became of its work."
        .formatted(dead.user(), dead.host(), dead.pid(), dead.since(), dead.command());
  }

  private static String free(String target, Holding holding) {
    return switch (holding) {
      case Holding.Free(String last) ->
          "Nobody holds the lock of `%s`.%s"
              .formatted(target, last.isEmpty() ? "" : " The last who did: " + last + ".");
      case Holding.Held(String holder) ->
          throw locked(
              "`%s` is locked by %s.".formatted(target, holder),
              "It ends with its holder: at once when that ends, within a minute when its link is"
                  + " dead.");
      case Holding.Working(String holder) ->
          throw locked(
              "On `%s` work goes on that was begun by %s.".formatted(target, holder),
              "The lock ends with it. If it takes too long, look at the processes there.");
    };
  }

  private static ClovaException locked(String detail, String hint) {
    return new ClovaException(Problem.of(ProblemCode.LOCKED, detail, hint));
  }
}
