package dev.clova.engine.observed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.engine.kind.Sight;
import dev.clova.engine.kind.UseLook;
import dev.clova.engine.kind.UseLook.Count;
import dev.clova.engine.kind.UseLook.Use;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a target says of what a service uses. */
class UseLookTest {

  @Test
  void partsOfAServiceAreAddedUp() {
    Use use =
        read("""
                at 6773.83
                cpu_us 1500
                memory 3000
                cache 1000
                limit 9223372036854771712
                tasks 2
                read 10
                written 20
                cpu_ns 500
                memory 100
                tasks 3
                read 1
                """)
            .orElseThrow();
    assertEquals(Duration.ofSeconds(6773, 830_000_000), use.at());
    assertEquals(
        Map.of(
            Count.CPU, 1_500_500L,
            Count.MEMORY, 2100L,
            Count.TASKS, 5L,
            Count.READ, 11L,
            Count.WRITTEN, 20L),
        use.counts());
    assertEquals(OptionalLong.empty(), use.of(Count.LIMIT));
  }

  @Test
  void whatATargetSaysMayBeAnything() {
    assertEquals(Optional.empty(), read(""));
    assertEquals(Optional.empty(), read("at 5\n"));
    assertEquals(Optional.empty(), read("memory 5\n"));
    assertEquals(
        Map.of(Count.MEMORY, 0L),
        read("at 5\nmemory 1\ncache 2\ntasks -1\nread x\ncpu_ns 99999999999999999999\nother 1\n")
            .orElseThrow()
            .counts());
  }

  @Test
  void growthIsToldByTheTargetsClock() {
    Use before = read("at 10.00\ncpu_ns 1000000000\nread 500\n").orElseThrow();
    Use now = read("at 12.00\ncpu_ns 2000000000\nread 100\nsent 5\n").orElseThrow();
    assertEquals(OptionalDouble.of(5e8), now.since(before, Count.CPU));
    assertEquals(OptionalDouble.empty(), now.since(before, Count.READ), "it began anew");
    assertEquals(OptionalDouble.empty(), now.since(before, Count.SENT));
    assertEquals(OptionalDouble.empty(), now.since(now, Count.CPU));
  }

  private static Optional<Use> read(String text) {
    return UseLook.read(new Sight.Answer(0, text));
  }
}
