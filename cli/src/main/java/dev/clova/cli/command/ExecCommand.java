package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.Exit;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.console.RawTerminal;
import dev.clova.engine.Engine;
import dev.clova.engine.ExecRequest;
import dev.clova.engine.live.CommandListener;
import dev.clova.engine.live.CommandResult;
import dev.clova.engine.live.CommandResult.End;
import dev.clova.engine.remote.Payload;
import dev.clova.engine.remote.RemoteTerminal;
import dev.clova.engine.transport.TerminalSize;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code clova exec SERVICE -- CMD}: a command in a service, where and as it runs. */
final class ExecCommand implements Command {

  private static final Flag INTERACTIVE =
      Flag.of("Pass on what is typed or piped in", "-i", "--interactive");
  private static final Flag TERMINAL = Flag.of("With a terminal there", "-t", "--tty");
  private static final Setting<String> CONTAINER =
      Setting.text("NAME", "Which service of the Compose project", "--container");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Run a command in a service: in its container, as its unit's user in its working"
                + " directory, or in its directory as the owner of its files. What it prints comes"
                + " as it is; the exit status is its own. Without a command, a shell.")
        .example("clova exec -it blog", "a shell in it")
        .example("clova exec db@vps -- pg_dump app > app.sql", "a command in it")
        .options(INTERACTIVE, TERMINAL, CONTAINER)
        .options(ConnectOptions.ALL)
        .operands(
            Operands.some(
                "SERVICE[@TARGET] -- COMMAND",
                "Where, and what to run; the target may be left out if there is one only"));
  }

  @Override
  public Exit run(Call call) {
    List<String> words = call.operands().subList(1, call.operands().size());
    Console console = call.console();
    boolean terminal = call.has(TERMINAL) || (words.isEmpty() && console.isTerminal());
    boolean reads = call.has(INTERACTIVE) && !terminal;
    ExecRequest request =
        new ExecRequest(
            call.operands().getFirst(),
            call.value(CONTAINER),
            words,
            reads ? Optional.of(input(console.input())) : Optional.empty());
    try (Workplace workplace = Workplace.open(call, "exec")) {
      return terminal
          ? onTerminal(call, workplace.engine(), request)
          : exit(workplace.engine().exec(request, passingOn(console)));
    }
  }

  private static Payload.Content input(InputStream in) {
    return out -> copy(in, out);
  }

  private static CommandListener passingOn(Console console) {
    return new CommandListener() {
      @Override
      public void output(String target, byte[] piece) {
        console.pass(piece);
      }

      @Override
      public void errors(String target, byte[] piece) {
        console.passError(piece);
      }

      @Override
      public void ended(CommandResult result) {}
    };
  }

  private static Exit exit(CommandResult result) {
    return switch (result.end()) {
      case End.Exited(int status) -> new Exit.Foreign(status);
      case End.NotRun(Problem problem) -> throw new ClovaException(problem);
      case End.Lost(Problem problem) -> throw new ClovaException(problem);
    };
  }

  private static Exit onTerminal(Call call, Engine engine, ExecRequest request) {
    if (!call.console().isTerminal()) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.USAGE,
              "`-t` needs a terminal here, and there is none.",
              "Use `-i` to pass on what is piped in."));
    }
    try (RawTerminal here = RawTerminal.open()) {
      RemoteTerminal.Screen screen =
          new RemoteTerminal.Screen(
              call.environment().getOrDefault("TERM", "dumb"),
              new TerminalSize(here.columns(), here.rows()));
      OptionalInt status = engine.exec(request, screen, there -> talk(here, there));
      if (status.isPresent()) {
        return new Exit.Foreign(status.getAsInt());
      }
      call.console()
          .complain(List.of("The command was ended by a signal, or its connection lost."));
      return ExitStatus.FAILED;
    } catch (IOException e) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.FAILED,
              "This terminal cannot be used: its settings are not to be had.",
              "`stty` must be installed. Without `-t` no terminal is needed."),
          e);
    }
  }

  private static OptionalInt talk(RawTerminal here, RemoteTerminal there) {
    here.enter(() -> there.resize(new TerminalSize(here.columns(), here.rows())));
    try {
      // Nothing can end the wait for a key, so nobody waits for this thread.
      Thread.ofPlatform().daemon().name("keys").start(() -> type(here, there));
      copy(there.output(), here.output());
      return there.exitStatus();
    } catch (IOException e) {
      return OptionalInt.empty();
    } finally {
      here.close();
    }
  }

  private static void type(RawTerminal here, RemoteTerminal there) {
    try {
      copy(here.input(), there.input());
    } catch (IOException e) {
      // The other side is gone, which its output tells, too.
      there.close();
    }
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] piece = new byte[16 * 1024];
    for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
      out.write(piece, 0, count);
      out.flush();
    }
  }
}
