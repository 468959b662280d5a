package dev.clova.engine.definition;

import java.time.Duration;
import java.util.Optional;

/**
 * Durations as people write them: {@code 500ms}, {@code 2s}, {@code 1m30s}, {@code 12h}; of long
 * ones also {@code 7d}.
 */
final class Durations {

  private static final long LONGEST_MILLIS = Duration.ofHours(24).toMillis();

  private static final long DAY_MILLIS = LONGEST_MILLIS;
  private static final long LONGEST_PERIOD_MILLIS = 366 * DAY_MILLIS;

  private Durations() {}

  /** Empty if it is none, zero, or longer than a day. */
  static Optional<Duration> parse(String text) {
    return text.contains("d") ? Optional.empty() : parse(text, LONGEST_MILLIS);
  }

  /** Empty if it is none, zero, or longer than a year. */
  static Optional<Duration> parsePeriod(String text) {
    return parse(text, LONGEST_PERIOD_MILLIS);
  }

  private static Optional<Duration> parse(String text, long longest) {
    long millis = 0;
    int at = 0;
    while (at < text.length()) {
      int digits = at;
      while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
        digits++;
      }
      int unitEnd = digits;
      while (unitEnd < text.length() && Character.isLetter(text.charAt(unitEnd))) {
        unitEnd++;
      }
      long unit = unitMillis(text.substring(digits, unitEnd));
      if (digits == at || digits - at > 9 || unit == 0) {
        return Optional.empty();
      }
      millis += Long.parseLong(text, at, digits, 10) * unit;
      at = unitEnd;
    }
    return millis > 0 && millis <= longest
        ? Optional.of(Duration.ofMillis(millis))
        : Optional.empty();
  }

  private static long unitMillis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      case "d" -> DAY_MILLIS;
      default -> 0;
    };
  }
}
