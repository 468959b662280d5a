package dev.clova.engine.observed;

import dev.clova.engine.remote.TargetText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a target is at the moment of a look. What it could not tell, or what makes no sense, is
 * empty.
 *
 * @param load the load average of the last minute
 * @param cores how many there are
 * @param memory what is in use of it
 * @param disk what is in use of the file system that the services lie on
 * @param uptime since its start
 * @param lock what the holder of the target's lock says of itself; empty: nobody holds it
 */
public record Vitals(
    Optional<Double> load,
    OptionalInt cores,
    Optional<Filling> memory,
    Optional<Filling> disk,
    Optional<Duration> uptime,
    Optional<String> lock) {

  private static final Pattern DISK =
      Pattern.compile(".*?\\s([0-9]{1,15})\\s+([0-9]{1,15})\\s+([0-9]{1,15})\\s+[0-9]+%\\s.*");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,15}");

  /**
   * How full something is.
   *
   * @param used in bytes
   * @param total in bytes
   */
  public record Filling(long used, long total) {}

  /** Reads what {@code clova_vitals} printed, and what stands in the lock's file. */
  static Vitals read(String answer, String lock) {
    Map<String, String> said = new HashMap<>();
    for (String line : answer.lines().toList()) {
      int space = line.startsWith("memory ") ? line.lastIndexOf(' ') : line.indexOf(' ');
      if (space > 0) {
        said.put(line.substring(0, space), line.substring(space + 1).strip());
      }
    }
    return new Vitals(
        decimal(said, "load").map(BigDecimal::doubleValue),
        cores(said),
        memory(said),
        disk(said.getOrDefault("disk", "")),
        decimal(said, "uptime").map(seconds -> Duration.ofSeconds(seconds.longValue())),
        lock.isBlank() ? Optional.empty() : Optional.of(TargetText.line(lock)));
  }

  private static Optional<BigDecimal> decimal(Map<String, String> said, String name) {
    return Optional.ofNullable(said.get(name))
        .filter(text -> DECIMAL.matcher(text).matches())
        .map(BigDecimal::new);
  }

  private static OptionalInt cores(Map<String, String> said) {
    String text = said.getOrDefault("cores", "");
    return text.matches("[1-9][0-9]{0,4}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  /** Old kernels do not say what is available; free and cached together come near it. */
  private static Optional<Filling> memory(Map<String, String> said) {
    Optional<Long> total = kibibytes(said, "MemTotal:");
    Optional<Long> available =
        kibibytes(said, "MemAvailable:")
            .or(
                () ->
                    kibibytes(said, "MemFree:")
                        .map(
                            free ->
                                free
                                    + kibibytes(said, "Buffers:").orElse(0L)
                                    + kibibytes(said, "Cached:").orElse(0L)));
    return total.isPresent() && available.isPresent()
        ? Optional.of(new Filling(Math.max(0, total.get() - available.get()), total.get()))
        : Optional.empty();
  }

  private static Optional<Long> kibibytes(Map<String, String> said, String name) {
    return Optional.ofNullable(said.get("memory " + name))
        .filter(text -> WHOLE.matcher(text).matches())
        .map(text -> Long.parseLong(text) << 10);
  }

  /** What root alone may use counts as neither: so does {@code df}. */
  private static Optional<Filling> disk(String line) {
    Matcher found = DISK.matcher(line + " ");
    if (!found.matches()) {
      return Optional.empty();
    }
    long used = Long.parseLong(found.group(2)) << 10;
    long available = Long.parseLong(found.group(3)) << 10;
    return Optional.of(new Filling(used, used + available));
  }
}
