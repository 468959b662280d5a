package dev.clova.cli.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A time to come as people type it: from now on, such as {@code 90m}, {@code 2h} or {@code 3d}, or
 * on the clock, such as {@code 2027-01-31T06:00}, in this machine's time zone unless one is named.
 *
 * @param after the time, from now
 */
record Deadline(UnaryOperator<Instant> after) {

  /** What may be typed, for messages. */
  static final String WANTED =
      "a time from now such as `2h`, or one on the clock such as `2027-01-31T06:00`";

  /** Empty if it is neither. */
  static Optional<Deadline> parse(String text) {
    return Setting.toDuration(text)
        .filter(duration -> text.matches(".*[a-z]") && !duration.isZero())
        .map(duration -> new Deadline(now -> now.plus(duration).truncatedTo(ChronoUnit.SECONDS)))
        .or(() -> onTheClock(text.replace(' ', 'T')).map(at -> new Deadline(now -> at)));
  }

  /** A moment, with its zone or in this machine's. */
  static Optional<Instant> onTheClock(String text) {
    try {
      if (!text.contains("T")) {
        return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant());
      }
      boolean hasZone = text.matches(".*(Z|[+-][0-9]{2}(:[0-9]{2})?)");
      return Optional.of(
          hasZone
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  Instant from(Instant now) {
    return after.apply(now);
  }
}
