package dev.clova.engine.kind;

import dev.clova.engine.remote.Question;
import dev.clova.state.PlacementRecord;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks what a service uses of its target, for whoever wants to see it; a plan does not ask.
 *
 * @param ask questions whose answers print a line for each count, as its runtime knows them
 */
public record UseLook(List<Question> ask) implements Resource {

  /** The name of its answer. */
  public static final String NAME = "use";

  private static final Pattern LINE = Pattern.compile("([a-z_]+) ([0-9]{1,18})(\\.[0-9]{1,9})?");

  /** No machine has as much memory: a limit like this is none. */
  private static final long NO_LIMIT = 1L << 60;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Question> look(Optional<PlacementRecord> known) {
    return ask;
  }

  @Override
  public Finding judge(Sight sight, Changes changes) {
    return Finding.none();
  }

  @Override
  public Finding retire(Sight sight) {
    return Finding.none();
  }

  /** Something that is counted. */
  public enum Count {
    /** Time on processors so far, in nanoseconds. */
    CPU,
    /** Bytes of memory now, without files that are only kept for the case that they are read. */
    MEMORY,
    /** How many bytes of memory it may have. */
    LIMIT,
    /** Processes and threads now. */
    TASKS,
    /** Bytes read from disks so far. */
    READ,
    /** Bytes written to disks so far. */
    WRITTEN,
    /** Bytes that came over the network so far. */
    RECEIVED,
    /** Bytes that went over the network so far. */
    SENT
  }

  /**
   * What a service uses, all of its parts together.
   *
   * @param at when, by the target's own clock, which only goes on
   * @param counts what is known of it
   */
  public record Use(Duration at, Map<Count, Long> counts) {

    /** Copies its map. */
    public Use {
      counts = Collections.unmodifiableMap(new EnumMap<>(counts));
    }

    /** One of the counts. */
    public OptionalLong of(Count count) {
      Long known = counts.get(count);
      return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }

    /** By how much a count grew in a second since then; empty if it began anew in between. */
    public OptionalDouble since(Use earlier, Count count) {
      OptionalLong before = earlier.of(count);
      OptionalLong now = of(count);
      long nanos = at.minus(earlier.at()).toNanos();
      return before.isPresent()
              && now.isPresent()
              && nanos > 0
              && now.getAsLong() >= before.getAsLong()
          ? OptionalDouble.of((now.getAsLong() - before.getAsLong()) * 1e9 / nanos)
          : OptionalDouble.empty();
    }
  }

  /** What its answer says; empty if nothing of the service can be counted. */
  public static Optional<Use> read(Sight.Answer answer) {
    Optional<Duration> at = Optional.empty();
    Map<Count, Long> counts = new EnumMap<>(Count.class);
    long cache = 0;
    for (String line : answer.text().split("\n", -1)) {
      Matcher form = LINE.matcher(line);
      if (!form.matches()) {
        continue;
      }
      long number = Long.parseLong(form.group(2));
      switch (form.group(1)) {
        case "at" -> at = Optional.of(seconds(number, form.group(3)));
        case "cpu_ns" -> counts.merge(Count.CPU, number, Long::sum);
        case "cpu_us" -> counts.merge(Count.CPU, number * 1000, Long::sum);
        case "memory" -> counts.merge(Count.MEMORY, number, Long::sum);
        case "cache" -> cache += number;
        case "limit" -> counts.merge(Count.LIMIT, Math.min(number, NO_LIMIT), Long::sum);
        case "tasks" -> counts.merge(Count.TASKS, number, Long::sum);
        case "read" -> counts.merge(Count.READ, number, Long::sum);
        case "written" -> counts.merge(Count.WRITTEN, number, Long::sum);
        case "received" -> counts.merge(Count.RECEIVED, number, Long::sum);
        case "sent" -> counts.merge(Count.SENT, number, Long::sum);
        default -> {}
      }
    }
    long unneeded = cache;
    counts.computeIfPresent(Count.MEMORY, (count, all) -> Math.max(0, all - unneeded));
    counts.computeIfPresent(Count.LIMIT, (count, all) -> all >= NO_LIMIT ? null : all);
    boolean isEmpty = counts.isEmpty();
    return at.filter(then -> !isEmpty).map(then -> new Use(then, counts));
  }

  private static Duration seconds(long whole, @org.jspecify.annotations.Nullable String part) {
    long nanos = part == null ? 0 : Math.round(Double.parseDouble("0" + part) * 1e9);
    return Duration.ofSeconds(whole, nanos);
  }
}
