package dev.clova.engine.remote;

import dev.clova.engine.transport.Connection;
import dev.clova.engine.transport.RemoteProcess;
import dev.clova.state.ClovaException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One shell on a target, with the rights that were asked for, that carries out requests one after
 * the other. What it is made of is told in {@link ShellProgram}.
 *
 * <p>Nothing is waited for before a reply is: the shell's start and any number of requests go out
 * together. Writing, reading answers and reading error output each have a virtual thread, so that
 * neither side ever waits for a full pipe of the other.
 *
 * <p>Safe for use by several threads; requests are carried out in the order in which they were
 * sent.
 */
public final class RemoteShell implements AutoCloseable {

  /** Less than the usual limit of silence, so that what is known of a start is told. */
  private static final Duration START = Duration.ofSeconds(25);

  private static final int BUFFER = 2 * 1024;
  private static final Duration WIND_UP = Duration.ofSeconds(2);

  private interface Outgoing {
    void write(RequestWriter requests, OutputStream out) throws IOException;
  }

  private final RemoteProcess process;
  private final RandomGenerator randomness;
  private final ShellProgram program;
  private final ShellStart start;
  private final ErrorTail errors = new ErrorTail();
  private final LinkedBlockingQueue<Outgoing> outgoing = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Exchange> expected = new LinkedBlockingQueue<>();
  private final CompletableFuture<ShellProcess> hello = new CompletableFuture<>();
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private final List<Exchange> open = new ArrayList<>();
  private final Thread errorThread;
  private final Thread outputThread;
  private final Thread inputThread;
  private volatile long activeAt = System.nanoTime();

  private RemoteShell(
      RemoteProcess process, RandomGenerator randomness, ShellProgram program, ShellStart start) {
    this.process = process;
    this.randomness = randomness;
    this.program = program;
    this.start = start;
    this.errorThread =
        Thread.ofVirtual()
            .name("shell-errors")
            .unstarted(() -> errors.readAll(process.error(), this::active));
    this.outputThread = Thread.ofVirtual().name("shell-output").unstarted(this::readAnswers);
    this.inputThread = Thread.ofVirtual().name("shell-input").unstarted(this::writeRequests);
  }

  /**
   * Starts a shell. Does not wait for it: what is wrong with it, a wait for a reply tells.
   *
   * @param connection where to
   * @param target the target's name, for messages
   * @param privilege the rights it is to have
   * @param randomness for the marks of answers; must be unpredictable, so not seeded but in tests
   * @throws ClovaException if the target does not open a channel
   */
  public static RemoteShell open(
      Connection connection, String target, Privilege privilege, RandomGenerator randomness) {
    return open(connection, target, privilege, randomness, ShellProgram.USUAL);
  }

  static RemoteShell open(
      Connection connection,
      String target,
      Privilege privilege,
      RandomGenerator randomness,
      ShellProgram program) {
    ShellStart start =
        new ShellStart(target, privilege, program, ShellProgram.Room.SESSION, randomness, START);
    return begin(connection.start(program.command()), randomness, program, start);
  }

  /**
   * Starts what answers questions where a key may only look: requests are data, in the form of
   * {@link Question#line}.
   *
   * @throws ClovaException if the target does not open a channel
   */
  static RemoteShell looking(Connection connection, String target, RandomGenerator randomness) {
    ShellStart start =
        new ShellStart(
            target,
            new Privilege.None(),
            ShellProgram.USUAL,
            ShellProgram.Room.LOOKING,
            randomness,
            START);
    return begin(connection.start(ShellProgram.LOOK), randomness, ShellProgram.USUAL, start);
  }

  private static RemoteShell begin(
      RemoteProcess process, RandomGenerator randomness, ShellProgram program, ShellStart start) {
    RemoteShell shell = new RemoteShell(process, randomness, program, start);
    shell.start();
    return shell;
  }

  /**
   * Sends a request and waits for its reply; see {@link Exchange#await}.
   *
   * @param sink takes the answer's frames
   */
  public Reply run(Request request, FrameSink sink) {
    return send(request, sink).await();
  }

  /**
   * The same for what may be asked again and again: the target remembers the last script of this
   * sort, and is not sent it once more.
   */
  public Reply runAgain(Request request, FrameSink sink) {
    boolean isPlain = request.payloads().isEmpty() && !request.underLock();
    return send(request, sink, isPlain ? RequestWriter.REPEATED : " plain ").await();
  }

  /**
   * Hands over a request, to be carried out after those before it. Returns at once.
   *
   * @param sink takes the answer's frames
   */
  public Exchange send(Request request, FrameSink sink) {
    return send(request, sink, " plain ");
  }

  /**
   * As {@link #send}, but the script runs in the session itself: what it defines and opens stays.
   * It reads the session's own input, so it must take nothing but what {@link #feed} gives it.
   */
  Exchange sendToSession(Request request, FrameSink sink) {
    return send(request, sink, " own ");
  }

  /** Sends a line as it is, for a request that reads the session's input. */
  void feed(ShellText line) {
    outgoing.add((requests, out) -> out.write(line.plus("\n").bytes()));
  }

  /**
   * Waits for the shell's first word and tells which process it is.
   *
   * @throws ClovaException if there is no usable shell; empty if that is not known
   */
  public Optional<ShellProcess> process() {
    try {
      return Optional.of(hello.get(START.toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ClovaException refused) {
        throw refused;
      }
      return Optional.empty();
    } catch (TimeoutException | CancellationException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Passes on, as it comes, what requests write to the error output; it is the target's text, as it
   * is. Replies tell the end of it all the same.
   */
  public void followErrors(Consumer<byte[]> listener) {
    errors.follow(listener);
  }

  /** Ends the shell. A request that has not ended is broken off; its reply says so. */
  @Override
  public void close() {
    end(Reply.Reason.CLOSED);
  }

  /** Ends the shell, for this reason if it has not ended before. */
  void end(Reply.Reason why) {
    end(new Ending.Broken(why));
  }

  /**
   * Whether there is no work on the target that we have not seen the end of. Stays as it was when
   * the shell ends.
   */
  boolean isIdle() {
    synchronized (open) {
      return open.isEmpty();
    }
  }

  /** When a byte last moved, by {@link System#nanoTime}. */
  long activeAt() {
    return activeAt;
  }

  String errorsSoFar() {
    return errors.text();
  }

  private Exchange send(Request request, FrameSink sink, String mode) {
    Exchange exchange = new Exchange(this, request, sink, Token.fresh(randomness), mode);
    boolean late;
    synchronized (open) {
      late = ending.isDone();
      if (!late) {
        open.add(exchange);
        expected.add(exchange);
        outgoing.add((requests, out) -> transmit(exchange, requests));
      }
    }
    if (late) {
      ending.join().settle(exchange);
    }
    return exchange;
  }

  /** Each may wait for the end of those before it. */
  private void start() {
    errorThread.start();
    outputThread.start();
    inputThread.start();
  }

  private void active() {
    activeAt = System.nanoTime();
  }

  private void writeRequests() {
    try (WireOutput out = new WireOutput(new BufferedOutputStream(process.input(), BUFFER))) {
      start.write(out, errors);
      RequestWriter requests = new RequestWriter(program, out, this::active);
      while (!ending.isDone()) {
        outgoing.take().write(requests, out);
        out.flush();
      }
    } catch (ClovaException e) {
      end(new Ending.Refused(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // What became of the shell is for the reader to find out: its last answers may be on the way.
      active();
    }
  }

  private void transmit(Exchange exchange, RequestWriter requests) throws IOException {
    errors.when(exchange.token().errorMark(), exchange::errors);
    exchange.nowSending();
    try {
      requests.write(exchange);
    } catch (AnswerBroken e) {
      throw e;
    } catch (IOException e) {
      end(new Ending.Failed(exchange, new UncheckedIOException(e)));
    } catch (RuntimeException e) {
      // Whatever the caller's payload throws belongs to the thread that waits for the reply.
      end(new Ending.Failed(exchange, e));
    }
  }

  private void readAnswers() {
    FrameReader reader = new FrameReader(process.output(), this::active);
    try {
      hello.complete(start.read(reader));
      while (!ending.isDone()) {
        receive(expected.take(), reader);
      }
    } catch (ClovaException e) {
      end(new Ending.Refused(e));
    } catch (AnswerBroken e) {
      end(e.reason() == Reply.Reason.LOST ? lost() : new Ending.Broken(e.reason()));
    } catch (IOException e) {
      end(lost());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void receive(Exchange exchange, FrameReader reader) throws IOException {
    try {
      Reply reply = exchange.receive(reader);
      synchronized (open) {
        open.remove(exchange);
      }
      // Only now: who has the reply may ask whether there is more.
      exchange.settle(reply);
    } catch (RuntimeException e) {
      // Whatever the caller's sink throws belongs to the thread that waits for the reply.
      end(new Ending.Failed(exchange, e));
    }
  }

  private Ending lost() {
    start.over();
    OptionalInt status = process.exitStatus(WIND_UP);
    if (hello.isDone() || status.isEmpty()) {
      return new Ending.Broken(status.isEmpty() ? Reply.Reason.LOST : Reply.Reason.SHELL_ENDED);
    }
    join(errorThread);
    return new Ending.Refused(start.ended(status, errors.text()));
  }

  private void end(Ending how) {
    synchronized (open) {
      if (!ending.complete(how)) {
        return;
      }
    }
    start.over();
    outgoing.add((requests, out) -> {});
    process.close();
    if (Thread.currentThread() != outputThread) {
      outputThread.interrupt();
      join(outputThread);
    }
    if (how instanceof Ending.Refused refused) {
      hello.completeExceptionally(refused.problem());
    } else {
      hello.cancel(false);
    }
    synchronized (open) {
      open.forEach(how::settle);
    }
  }

  private static void join(Thread thread) {
    try {
      boolean unused = thread.join(WIND_UP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
