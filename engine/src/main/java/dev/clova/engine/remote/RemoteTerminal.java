package dev.clova.engine.remote;

import dev.clova.engine.transport.Connection;
import dev.clova.engine.transport.TerminalProcess;
import dev.clova.engine.transport.TerminalSize;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One script on a target with a terminal there: what is typed here goes in as it is, what it draws
 * comes out as it is. The terminal is an untouched pipe until the script has arrived, whatever the
 * login printed before, and an ordinary terminal from then on. It ends with its connection: the
 * server hangs up on what runs on it.
 */
public final class RemoteTerminal implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration WIND_UP = Duration.ofSeconds(2);

  private final TerminalProcess process;
  private final Begun begun;
  private final Consumer<ShellText> beside;

  private RemoteTerminal(TerminalProcess process, Begun begun, Consumer<ShellText> beside) {
    this.process = process;
    this.begun = begun;
    this.beside = beside;
  }

  private record Begun(ShellProcess shell, InputStream output) {}

  /**
   * What is on our side of the wire.
   *
   * @param type the kind of terminal, as {@code TERM} names it
   * @param size how large it is
   */
  public record Screen(String type, TerminalSize size) {}

  /**
   * Starts a script and waits until it runs.
   *
   * @param target the target's name, for messages
   * @param randomness as for {@link RemoteShell#open}
   * @param beside runs a text on the target with the same rights, for connections that do not tell
   *     of sizes
   * @throws ClovaException if the target gives no terminal, or not these rights
   */
  public static RemoteTerminal open(
      Connection connection,
      String target,
      Privilege privilege,
      RandomGenerator randomness,
      Screen screen,
      ShellText script,
      Consumer<ShellText> beside) {
    ShellProgram program = ShellProgram.USUAL;
    ShellStart start =
        new ShellStart(target, privilege, program, ShellProgram.Room.TERMINAL, randomness, START);
    TerminalProcess process =
        connection.startTerminal(program.command(), screen.type(), screen.size());
    ErrorTail errors = new ErrorTail();
    CompletableFuture<Begun> begun = new CompletableFuture<>();
    ShellText sized =
        process.resize(screen.size()) ? script : ShellText.lines(size(screen.size()), script);
    inBackground(() -> write(process, start, errors, sized, begun, Token.fresh(randomness)));
    inBackground(() -> read(process, start, errors, begun));
    try {
      return new RemoteTerminal(process, begun.get(START.toSeconds(), TimeUnit.SECONDS), beside);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ClovaException problem ? problem : refused(target, e);
    } catch (TimeoutException e) {
      throw refused(target, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(target, e);
    } finally {
      start.over();
      if (begun.state() != Future.State.SUCCESS) {
        process.close();
      }
    }
  }

  /** What the script draws; ends when it ends or the connection is lost. */
  public InputStream output() {
    return begun.output();
  }

  /** What is typed; flush to send. */
  public OutputStream input() {
    return process.input();
  }

  /** Tells the target that our terminal has another size. */
  public void resize(TerminalSize size) {
    if (!process.resize(size)) {
      beside.accept(
          size(size)
              .plus(" </proc/")
              .plus(ShellText.number(begun.shell().pid()))
              .plus("/fd/0 2>/dev/null"));
    }
  }

  private static ShellText size(TerminalSize size) {
    return ShellText.of("stty rows ")
        .plus(ShellText.number(size.rows()))
        .plus(" cols ")
        .plus(ShellText.number(size.columns()));
  }

  /** The script's exit status; empty if a signal ended it, or the connection was lost. */
  public OptionalInt exitStatus() {
    return process.exitStatus(WIND_UP);
  }

  @Override
  public void close() {
    process.close();
  }

  private static void inBackground(Runnable work) {
    Thread unused = Thread.ofVirtual().name("terminal-start").start(work);
  }

  private static void write(
      TerminalProcess process,
      ShellStart start,
      ErrorTail errors,
      ShellText script,
      CompletableFuture<Begun> begun,
      Token token) {
    // Not closed: what is typed follows on the same stream.
    WireOutput out = new WireOutput(new BufferedOutputStream(process.input()));
    try {
      start.write(out, errors);
      RequestWriter.script(out, token, script, "");
      out.flush();
    } catch (IOException | ClovaException e) {
      begun.completeExceptionally(e);
    }
  }

  private static void read(
      TerminalProcess process, ShellStart start, ErrorTail errors, CompletableFuture<Begun> begun) {
    FrameReader reader = new FrameReader(new Heard(process.output(), errors), () -> {});
    try {
      ShellProcess shell = start.read(reader);
      begun.complete(new Begun(shell, reader.rest()));
    } catch (AnswerBroken e) {
      start.over();
      begun.completeExceptionally(
          e.reason() == Reply.Reason.LOST
              ? start.ended(process.exitStatus(WIND_UP), errors.text())
              : e);
    } catch (IOException | ClovaException e) {
      start.over();
      begun.completeExceptionally(e);
    }
  }

  private static ClovaException refused(String target, Exception why) {
    return new ClovaException(
        Problem.of(
            ProblemCode.TARGET_ANSWER,
            "`%s` did not give us a terminal.".formatted(target),
            "Try it without `-t`; `clova target test %s` says what works.".formatted(target)),
        why);
  }

  /** On a terminal there is one stream: sudo's question comes the same way as everything else. */
  private static final class Heard extends FilterInputStream {

    private final ErrorTail errors;

    Heard(InputStream in, ErrorTail errors) {
      super(in);
      this.errors = errors;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      if (count > 0) {
        byte[] piece = Arrays.copyOfRange(bytes, offset, offset + count);
        errors.add(piece, count);
      }
      return count;
    }
  }
}
