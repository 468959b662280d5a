package dev.clova.engine.live;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far a log was read, so that after a break it goes on without a gap and repeats nothing. The
 * parts of a service, such as containers, have come so far each.
 */
final class LogPlace {

  private final Map<String, Point> now = new HashMap<>();
  private Map<String, Point> broken = Map.of();

  private record Point(Instant time, Set<String> texts) {}

  /** From where on it must be read again; empty if nothing was read. */
  Optional<Instant> resume() {
    broken = Map.copyOf(now);
    return now.values().stream().map(Point::time).min(Instant::compareTo);
  }

  /** Whether a line was not read before the break. */
  boolean isNew(LogLine line) {
    if (line.time().isEmpty()) {
      return true;
    }
    Instant time = line.time().get();
    Point before = broken.get(line.source());
    if (before != null
        && (time.isBefore(before.time())
            || (time.equals(before.time()) && before.texts().contains(line.text())))) {
      return false;
    }
    Point last = now.get(line.source());
    if (last == null || time.isAfter(last.time())) {
      last = new Point(time, new HashSet<>());
      now.put(line.source(), last);
    }
    if (time.equals(last.time())) {
      last.texts().add(line.text());
    }
    return true;
  }
}
