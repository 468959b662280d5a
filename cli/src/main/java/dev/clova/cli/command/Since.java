package dev.clova.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A moment in the past as people type it: how long ago, or a date, with a time of day or without.
 *
 * @param before the time, from now
 */
record Since(UnaryOperator<Instant> before) {

  /** A setting whose value is such a moment. */
  static Setting<Since> setting(String help, String... names) {
    return new Setting<>(
        List.of(names),
        "TIME",
        "a time such as `10m`, `2h`, `2026-01-31` or `2026-01-31T08:00:00Z`",
        Since::parse,
        help,
        "");
  }

  /** Empty if it is neither. */
  static Optional<Since> parse(String text) {
    Optional<Duration> ago = Setting.toDuration(text);
    return ago.isPresent()
        ? Optional.of(new Since(now -> now.minus(ago.get())))
        : Deadline.onTheClock(text.replace(' ', 'T')).map(time -> new Since(now -> time));
  }

  Instant from(Instant now) {
    return before.apply(now);
  }
}
