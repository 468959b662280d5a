package dev.clova.engine.transport;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.launcher.CommandLauncherFactory;

/**
 * A process of this machine. Its pipes are served by platform threads: a virtual thread that waits
 * on a pipe holds on to its carrier, and a few of them would stop all others.
 */
final class LocalProcess implements RemoteProcess {

  private static final int BUFFER_BYTES = 1 << 18;
  private static final int PIECE_BYTES = 1 << 16;

  /** From here on, an exit status stands for a signal. */
  private static final int FIRST_SIGNAL_STATUS = 129;

  private static final int LAST_SIGNAL_STATUS = 128 + 64;

  private final Process process;
  private final ByteQueue in = new ByteQueue(BUFFER_BYTES, count -> {});
  private final ByteQueue out = new ByteQueue(BUFFER_BYTES, count -> {});
  private final ByteQueue err = new ByteQueue(ERROR_LIMIT_BYTES, count -> {});
  private final OutputStream input = in.sink();
  private final InputStream output = out.source();
  private final InputStream error = err.source();

  private LocalProcess(Process process) {
    this.process = process;
  }

  /** Starts a program with exactly this environment. */
  static LocalProcess start(CommandLine command, Map<String, String> environment, File folder)
      throws IOException {
    LocalProcess started =
        new LocalProcess(
            CommandLauncherFactory.createVMLauncher().exec(command, environment, folder));
    started.serve("in", started::sendInput);
    started.serve("out", started::receiveOutput);
    started.serve("err", started::receiveError);
    return started;
  }

  /** Starts a command under {@code /bin/sh} with exactly this environment. */
  static LocalProcess shell(String command, Map<String, String> environment, File folder)
      throws IOException {
    CommandLine shell = new CommandLine("/bin/sh");
    shell.addArgument("-c", false);
    shell.addArgument(command, false);
    return start(shell, environment, folder);
  }

  @Override
  public OutputStream input() {
    return input;
  }

  @Override
  public InputStream output() {
    return output;
  }

  @Override
  public InputStream error() {
    return error;
  }

  @Override
  public OptionalInt exitStatus(Duration limit) {
    OptionalInt status = status(limit);
    return status.stream().anyMatch(LocalProcess::isSignal) ? OptionalInt.empty() : status;
  }

  /** The same of a program that passes on what another one came to: a signal may be that one's. */
  OptionalInt status(Duration limit) {
    try {
      if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        return OptionalInt.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
    return OptionalInt.of(process.exitValue());
  }

  private static boolean isSignal(int status) {
    return FIRST_SIGNAL_STATUS <= status && status <= LAST_SIGNAL_STATUS;
  }

  @Override
  public void close() {
    in.end();
    in.abandon();
    out.abandon();
    err.abandon();
    process.destroy();
  }

  /** Whether the process has ended; its output may still be unread. */
  boolean isOver() {
    return !process.isAlive();
  }

  private void serve(String stream, Runnable work) {
    Thread.ofPlatform().daemon().name("clova-" + stream + "-" + process.pid()).start(work);
  }

  private void sendInput() {
    byte[] piece = new byte[PIECE_BYTES];
    try (OutputStream pipe = process.getOutputStream();
        InputStream pending = in.source()) {
      for (int count = pending.read(piece); count >= 0; count = pending.read(piece)) {
        pipe.write(piece, 0, count);
        pipe.flush();
      }
    } catch (IOException e) {
      // The process no longer reads, or our side gave up: whoever writes next is told.
      in.abandon();
    }
  }

  private void receiveOutput() {
    try (InputStream pipe = process.getInputStream();
        OutputStream sink = out.sink()) {
      pipe.transferTo(sink);
    } catch (IOException e) {
      // Nobody reads any more; closing the pipe tells the process.
      out.end();
    }
  }

  private void receiveError() {
    byte[] piece = new byte[PIECE_BYTES];
    try (InputStream pipe = process.getErrorStream()) {
      for (int count = pipe.read(piece); count >= 0; count = pipe.read(piece)) {
        err.addWhatFits(piece, 0, count);
      }
    } catch (IOException e) {
      err.end();
    }
    err.end();
  }
}
