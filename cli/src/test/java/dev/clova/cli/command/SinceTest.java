package dev.clova.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SinceTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  @Test
  void howLongAgoOrWhen() {
    assertEquals(Optional.of(NOW.minusSeconds(600)), at("10m"));
    assertEquals(Optional.of(NOW.minusSeconds(90)), at("90"));
    assertEquals(Optional.of(Instant.parse("2026-01-31T08:00:00Z")), at("2026-01-31T08:00:00Z"));
    assertEquals(
        Optional.of(LocalDate.of(2026, 1, 31).atStartOfDay(ZoneId.systemDefault()).toInstant()),
        at("2026-01-31"));
    assertEquals(Optional.empty(), at("yesterday"));
  }

  private static Optional<Instant> at(String text) {
    return Since.parse(text).map(since -> since.from(NOW));
  }
}
