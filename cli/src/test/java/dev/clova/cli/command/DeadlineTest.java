package dev.clova.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.5Z");

  @ParameterizedTest
  @CsvSource({
    "90m, 2026-11-23T13:30:00Z",
    "3d, 2026-11-26T12:00:00Z",
    "2027-01-31T06:00Z, 2027-01-31T06:00:00Z",
    "2027-01-31 06:00:30+02:00, 2027-01-31T04:00:30Z"
  })
  void isFromNowOnOrOnTheClock(String typed, Instant deadline) {
    assertEquals(deadline, Deadline.parse(typed).orElseThrow().from(NOW));
  }

  @Test
  void withoutAZoneItIsThisMachinesTime() {
    Instant here =
        LocalDateTime.parse("2027-01-31T06:00").atZone(ZoneId.systemDefault()).toInstant();
    assertEquals(here, Deadline.parse("2027-01-31T06:00").orElseThrow().from(NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "0h", "12", "2027-13-01", "06:00", "-2h"})
  void anythingElseIsNone(String typed) {
    assertTrue(Deadline.parse(typed).isEmpty());
  }
}
