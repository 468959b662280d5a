package dev.clova.engine.live;

import dev.clova.engine.remote.Attended;
import dev.clova.engine.remote.BodyLines;
import dev.clova.engine.remote.FrameSink;
import dev.clova.engine.remote.RemoteShell;
import dev.clova.engine.remote.Reply;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.remote.TargetText;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Reads the log of one placement into a pipe, again after a break. */
public final class LogReader {

  /** A command that cannot but follow its log has said what there is after so long a silence. */
  private static final Duration SILENCE = Duration.ofMillis(700);

  /** Of one that is never silent, this is enough. */
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

  private static final int MOST = 100_000;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final LogSource source;
  private final LogWish wish;
  private final LogPipe pipe;
  private final LogPlace place = new LogPlace();
  private boolean broken;

  /** A reader that has read nothing yet. */
  public LogReader(LogSource source, LogWish wish, LogPipe pipe) {
    this.source = source;
    this.wish = wish;
    this.pipe = pipe;
  }

  /** How a reading ended. */
  public sealed interface End {

    /** There is no more of it. */
    record Over() implements End {}

    /** There may be more of it; it is worth another try. */
    record Broken() implements End {}

    /**
     * It cannot be read.
     *
     * @param problem why
     */
    record Failed(Problem problem) implements End {}
  }

  /** Reads until the log ends, the connection does, or the shell is closed. */
  public End read(RemoteShell shell) {
    while (true) {
      LogWish rest = broken ? place.resume().map(wish::after).orElse(wish) : wish;
      broken = true;
      boolean ends = wish.follow() || source.hasTimes();
      Optional<Reply> reply = ends ? Optional.of(follow(shell, rest)) : untilSilent(shell, rest);
      boolean paused =
          wish.follow() && source.hasTimes() && reply.map(Reply::succeeded).orElse(false);
      if (!paused || pipe.isStopped()) {
        return reply.map(this::end).orElse(new End.Over());
      }
      // A reader may end where everything that it reads has ended; that may start again.
      pipe.pause(PAUSE);
    }
  }

  private Reply follow(RemoteShell shell, LogWish rest) {
    return Attended.start(shell, command(rest), (frame, body) -> BodyLines.read(body, this::take))
        .await();
  }

  /** For a command that cannot but follow its log; it need not know of any wishes. */
  private Optional<Reply> untilSilent(RemoteShell shell, LogWish rest) {
    ArrayDeque<LogLine> last = new ArrayDeque<>();
    AtomicLong heard = new AtomicLong(System.nanoTime());
    AtomicBoolean silent = new AtomicBoolean();
    CountDownLatch ended = new CountDownLatch(1);
    Thread unused =
        Thread.ofVirtual()
            .name("log-silence")
            .start(() -> endWhenSilent(shell, heard, silent, ended));
    FrameSink sink =
        (frame, body) ->
            BodyLines.read(
                body,
                text -> {
                  heard.set(System.nanoTime());
                  last.add(source.line(text));
                  if (last.size() > wish.lines().orElse(MOST)) {
                    last.removeFirst();
                  }
                });
    try {
      Reply reply = Attended.start(shell, command(rest), sink).await();
      last.forEach(pipe::add);
      return silent.get() ? Optional.empty() : Optional.of(reply);
    } finally {
      ended.countDown();
    }
  }

  private ShellText command(LogWish rest) {
    return ShellText.of("/bin/sh -c ").plus(ShellText.word(source.reader(rest).toString()));
  }

  private void take(String text) {
    LogLine line = source.line(text);
    if (place.isNew(line)) {
      pipe.add(line);
    }
  }

  private End end(Reply reply) {
    return switch (reply) {
      case Reply.Ended(int status, String errors) when status == 0 -> new End.Over();
      case Reply.Ended(int status, String errors) ->
          new End.Failed(
              Problem.of(
                  ProblemCode.FAILED,
                  "The log of `%s` cannot be read: its reader ended with status %d. %s"
                      .formatted(source.placement(), status, TargetText.line(last(errors.strip())))
                      .strip(),
                  ""));
      case Reply.NotRun unused -> new End.Broken();
      case Reply.Unknown unused -> new End.Broken();
    };
  }

  private static String last(String errors) {
    return Optional.of(errors.lines().toList())
        .filter(lines -> !lines.isEmpty())
        .map(lines -> lines.getLast())
        .orElse("");
  }

  private static void endWhenSilent(
      RemoteShell shell, AtomicLong heard, AtomicBoolean silent, CountDownLatch ended) {
    try {
      // Connecting and starting have their own limits and do not count.
      if (shell.process().isEmpty()) {
        return;
      }
      heard.set(System.nanoTime());
      long end = System.nanoTime() + LONG_ENOUGH.toNanos();
      long left = SILENCE.toNanos();
      while (left > 0 && !ended.await(left, TimeUnit.NANOSECONDS)) {
        left = Math.min(heard.get() + SILENCE.toNanos(), end) - System.nanoTime();
      }
      if (left <= 0) {
        silent.set(true);
        shell.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
