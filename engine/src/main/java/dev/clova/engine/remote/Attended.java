package dev.clova.engine.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A command on a target whose output we follow for as long as it takes, and that ends with us: at
 * once when the shell is closed or this process dies, after a minute when the link does. So nothing
 * of it is left running there, whatever happens here.
 */
public final class Attended {

  private static final Duration BEAT = Duration.ofSeconds(10);
  private static final long PATIENCE_SECONDS = 60;

  /** A log may say nothing for days; a dead link is noticed by the transport. */
  private static final Limits LIMITS =
      new Limits(Duration.ofDays(1000), Duration.ofDays(1000), Long.MAX_VALUE);

  private Attended() {}

  /**
   * Starts a command; its output comes as the body of a frame {@code out}, its exit status is the
   * reply's.
   *
   * @param shell carries out nothing else from now on; closing it ends the command
   * @param command a simple command as shell text
   */
  public static Exchange start(RemoteShell shell, ShellText command, FrameSink sink) {
    ShellText script =
        ShellText.lines(
            ScriptText.ATTEND,
            ShellText.of("frame out"),
            ShellText.of("clova_attend ")
                .plus(ShellText.number(PATIENCE_SECONDS))
                .plus(" ")
                .plus(command));
    CountDownLatch ended = new CountDownLatch(1);
    Request request =
        Request.of(script).with(Payload.ofUnknownLength(out -> beat(out, ended))).within(LIMITS);
    Exchange exchange = shell.send(request, sink);
    exchange.whenDone(ended::countDown);
    return exchange;
  }

  /**
   * The same for a command that reads what somebody else writes, and ends when that ends.
   *
   * @param input writes what the command reads
   */
  public static Exchange feed(
      RemoteShell shell, ShellText command, Payload.Content input, FrameSink sink) {
    Request request =
        Request.of(ShellText.lines(ShellText.of("frame out"), command))
            .with(Payload.ofUnknownLength(input))
            .within(LIMITS);
    return shell.send(request, sink);
  }

  private static void beat(OutputStream out, CountDownLatch ended) throws IOException {
    try {
      out.flush();
      while (!ended.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
        out.write('\n');
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
