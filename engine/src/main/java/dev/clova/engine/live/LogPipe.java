package dev.clova.engine.live;

import dev.clova.state.Placement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Between those who read logs and the one who shows them: holds so many lines of each log, so that
 * a log that comes faster than it is shown waits where it is.
 */
public final class LogPipe {

  private static final int ROOM = 4000;

  private final LogMerge merge;
  private final Clock clock;
  private final SortedMap<Placement, Set<String>> running = new TreeMap<>();
  private boolean stopped;

  /**
   * An empty pipe.
   *
   * @param patience how long a line may wait for logs that say nothing
   */
  public LogPipe(Duration patience, Clock clock) {
    this.merge = new LogMerge(patience);
    this.clock = clock;
  }

  /** There is such a log. */
  public synchronized void open(Placement log) {
    parts(log).add(part(log, ""));
    merge.open(part(log, ""));
  }

  /** It has come to its end. */
  public synchronized void end(Placement log) {
    parts(log).forEach(merge::end);
    running.remove(log);
    notifyAll();
  }

  /** A line has come; waits while there is no room. */
  public synchronized void add(LogLine line) {
    String part = part(line.placement(), line.source());
    try {
      while (!stopped && merge.waiting(part) >= ROOM) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (!line.source().isEmpty()) {
      // Who has parts says nothing by itself.
      merge.end(part(line.placement(), ""));
    }
    parts(line.placement()).add(part);
    merge.open(part);
    merge.add(part, line, clock.instant());
    notifyAll();
  }

  private Set<String> parts(Placement log) {
    return running.computeIfAbsent(log, its -> new TreeSet<>());
  }

  private static String part(Placement log, String source) {
    return log + "/" + source;
  }

  /** Nothing more is shown. */
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /** Whether nothing more is shown. */
  public synchronized boolean isStopped() {
    return stopped;
  }

  /** Waits for so long, or until nothing more is shown. */
  public synchronized void pause(Duration time) {
    Instant end = clock.instant().plus(time);
    try {
      while (!stopped && clock.instant().isBefore(end)) {
        wait(Math.max(1, Duration.between(clock.instant(), end).toMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the next lines; empty if all logs have come to their end. */
  public synchronized Optional<List<LogLine>> next() {
    try {
      while (!stopped) {
        Instant now = clock.instant();
        List<LogLine> due = merge.take(now);
        if (!due.isEmpty()) {
          notifyAll();
          return Optional.of(due);
        }
        Optional<Instant> next = merge.next();
        if (next.isEmpty() && running.isEmpty()) {
          return Optional.empty();
        }
        wait(next.map(at -> Math.max(1, Duration.between(now, at).toMillis())).orElse(0L));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }
}
