package dev.clova.engine.live;

import dev.clova.engine.remote.Attended;
import dev.clova.engine.remote.Exchange;
import dev.clova.engine.remote.FrameSink;
import dev.clova.engine.remote.Payload;
import dev.clova.engine.remote.RemoteShell;
import dev.clova.engine.remote.Reply;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.remote.TargetText;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs one command on one target and passes on what it prints. */
public final class TargetCommand {

  private final String target;
  private final CommandListener listener;
  private final Clock clock;

  /** A command that is about to run on this target. */
  public TargetCommand(String target, CommandListener listener, Clock clock) {
    this.target = target;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Runs shell text to its end.
   *
   * @param shell opens the shell to run it in, which does nothing else
   * @param text what to run
   * @param apart whether error output is told apart; else it comes with the output, in its order
   * @param input what it reads; empty: nothing
   */
  public CommandResult run(
      Supplier<RemoteShell> shell, ShellText text, boolean apart, Optional<Payload.Content> input) {
    Instant began = clock.instant();
    CommandResult result =
        new CommandResult(
            target, end(shell, text, apart, input), Duration.between(began, clock.instant()));
    listener.ended(result);
    return result;
  }

  private CommandResult.End end(
      Supplier<RemoteShell> opening,
      ShellText text,
      boolean apart,
      Optional<Payload.Content> input) {
    ShellText command = ShellText.of("/bin/sh -c ").plus(ShellText.word(text.toString()));
    ShellText whole = apart ? command : command.plus(" 2>&1");
    try {
      RemoteShell shell = opening.get();
      if (apart) {
        shell.followErrors(piece -> listener.errors(target, piece));
      }
      FrameSink sink = (frame, body) -> pass(body);
      Exchange exchange =
          input
              .map(content -> Attended.feed(shell, whole, content, sink))
              .orElseGet(() -> Attended.start(shell, whole, sink));
      return end(exchange.await());
    } catch (ClovaException e) {
      return new CommandResult.End.NotRun(e.problems().getFirst());
    }
  }

  private void pass(InputStream body) throws IOException {
    byte[] piece = new byte[32 * 1024];
    for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
      listener.output(target, Arrays.copyOf(piece, count));
    }
  }

  private CommandResult.End end(Reply reply) {
    return switch (reply) {
      case Reply.Ended(int status, String errors) -> new CommandResult.End.Exited(status);
      case Reply.NotRun(Reply.Reason why, String errors) ->
          new CommandResult.End.NotRun(problem("The command did not run", why, errors));
      case Reply.Unknown(Reply.Reason why, String errors) ->
          new CommandResult.End.Lost(
              problem("What became of the command is not known", why, errors));
    };
  }

  private Problem problem(String what, Reply.Reason why, String errors) {
    String told = errors.isBlank() ? "" : " The target said: " + TargetText.line(errors.strip());
    return Problem.of(
        ProblemCode.UNREACHABLE,
        "%s on `%s`: %s.%s".formatted(what, target, why.clause(), told),
        "A command whose connection is lost is ended on the target within a minute.");
  }
}
