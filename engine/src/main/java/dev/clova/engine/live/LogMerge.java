package dev.clova.engine.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes one stream of several logs, in the order of time as far as that can be known. A line goes
 * on as soon as no log can have an older one, or when it has waited long enough for logs that say
 * nothing: so one that hangs holds up nobody. Within a log, the order stays as it is.
 *
 * <p>A pure value machine: what time it is comes from outside. Not safe for threads.
 */
final class LogMerge {

  private final Duration patience;
  private final Map<String, Log> logs = new TreeMap<>();

  /**
   * Merges logs.
   *
   * @param patience how long a line may wait
   */
  LogMerge(Duration patience) {
    this.patience = patience;
  }

  private static final class Log {
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private Instant last = Instant.MIN;
    private boolean timed;
    private boolean ended;

    /** Others have waited for it long enough; until it says something they do not any more. */
    private boolean late;
  }

  private record Waiting(LogLine line, Instant order, Instant came) {}

  /** There is such a log, and lines of it may come. */
  void open(String log) {
    logs.computeIfAbsent(log, name -> new Log()).ended = false;
  }

  /** No more lines of it will come. */
  void end(String log) {
    logs.computeIfAbsent(log, name -> new Log()).ended = true;
  }

  /** A line has come; one without a time belongs behind the line before it. */
  void add(String log, LogLine line, Instant now) {
    Log its = logs.computeIfAbsent(log, name -> new Log());
    its.timed |= line.time().isPresent();
    its.late = false;
    Instant said = line.time().orElse(its.timed ? its.last : now);
    Instant order = said.isBefore(its.last) ? its.last : said;
    its.last = order;
    its.waiting.add(new Waiting(line, order, now));
  }

  /** How many lines of a log wait. */
  int waiting(String log) {
    Log its = logs.get(log);
    return its == null ? 0 : its.waiting.size();
  }

  /** Takes the lines whose turn it is. */
  List<LogLine> take(Instant now) {
    List<LogLine> due = new ArrayList<>();
    for (Optional<Log> next = oldest(); next.isPresent(); next = oldest()) {
      Waiting first = next.get().waiting.getFirst();
      List<Log> unsure =
          logs.values().stream().filter(log -> mayHaveOlder(log, first.order())).toList();
      if (!unsure.isEmpty() && now.isBefore(first.came().plus(patience))) {
        break;
      }
      unsure.forEach(log -> log.late = true);
      due.add(next.get().waiting.removeFirst().line());
    }
    return due;
  }

  /** When the next line will have waited long enough; empty if none waits. */
  Optional<Instant> next() {
    return oldest().map(log -> log.waiting.getFirst().came().plus(patience));
  }

  private static boolean mayHaveOlder(Log log, Instant order) {
    return !log.ended && !log.late && log.waiting.isEmpty() && log.last.isBefore(order);
  }

  private Optional<Log> oldest() {
    return logs.values().stream()
        .filter(log -> !log.waiting.isEmpty())
        .min(Comparator.comparing(log -> log.waiting.getFirst().order()));
  }
}
