package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.cli.console.Palette;
import dev.clova.cli.render.TargetRow.Usage;
import dev.clova.engine.kind.UseLook.Count;
import dev.clova.engine.kind.UseLook.Use;
import dev.clova.state.Hold;
import dev.clova.state.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

final class TablesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final long GIB = 1L << 30;

  @Test
  void everyPlacementIsALine() {
    golden("status", (palette, columns) -> StatusTable.lines(placements(), NOW, palette, columns));
    Golden.check("status.json", List.of(StatusTable.json(placements())));
  }

  @Test
  void everyTargetIsALine() {
    golden("targets", (palette, columns) -> TargetsTable.lines(targets(), NOW, palette, columns));
    Golden.check("targets.json", List.of(TargetsTable.json(targets())));
  }

  @Test
  void everyUseIsALine() {
    golden("top", (palette, columns) -> UseTable.lines(uses(), NOW, palette, columns));
    Golden.check("top.json", List.of(UseTable.json(uses())));
  }

  @Test
  void nothingIsSaidInWords() {
    assertEquals(
        List.of("There are no placements."), StatusTable.lines(List.of(), NOW, Palette.PLAIN, 80));
    assertEquals(
        List.of("There are no targets."), TargetsTable.lines(List.of(), NOW, Palette.PLAIN, 80));
  }

  @Test
  void columnsInWhichNothingStandsAreLeftOut() {
    List<String> lines =
        StatusTable.lines(
            List.of(placement("blog", "running", "running", 0)), NOW, Palette.PLAIN, 80);
    assertEquals(
        List.of("PLACEMENT   STATE", "blog@web-1  running", "", "1 placement, 1 running"), lines);
  }

  private static List<UseRow> uses() {
    Use before =
        new Use(
            Duration.ofSeconds(10),
            Map.of(Count.CPU, 0L, Count.READ, 0L, Count.WRITTEN, 5L, Count.SENT, 100L));
    Use now =
        new Use(
            Duration.ofSeconds(12),
            Map.of(
                Count.CPU, 2_469_000_000L,
                Count.MEMORY, GIB - 1,
                Count.LIMIT, GIB,
                Count.TASKS, 1234L,
                Count.READ, 4L << 20,
                Count.WRITTEN, 5L,
                Count.SENT, 300L));
    Use fresh = new Use(Duration.ofSeconds(12), Map.of(Count.CPU, 5L, Count.MEMORY, 300L << 10));
    return List.of(
        use("shop", "running", Optional.of(new dev.clova.engine.Usage(now, Optional.of(before)))),
        use("blog", "running", Optional.of(new dev.clova.engine.Usage(fresh, Optional.empty()))),
        use("files", "present", Optional.empty()),
        use("job", "running", Optional.empty()));
  }

  private static UseRow use(String service, String actual, Optional<dev.clova.engine.Usage> usage) {
    return new UseRow(new Placement(service, "web-1"), actual, usage, Optional.empty(), "");
  }

  private static StatusRow placement(String service, String desired, String actual, int pending) {
    return new StatusRow(
        new Placement(service, "web-1"),
        desired,
        actual,
        "",
        Optional.empty(),
        pending,
        0,
        Optional.empty(),
        Optional.empty(),
        "");
  }

  private static List<StatusRow> placements() {
    return List.of(
        new StatusRow(
            new Placement("shop", "web-2"),
            "running",
            "running",
            "healthy",
            Optional.of(NOW.minus(Duration.ofDays(3))),
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            ""),
        new StatusRow(
            new Placement("shop", "web-1"),
            "running",
            "running",
            "unhealthy",
            Optional.of(NOW.minusSeconds(90)),
            3,
            2,
            Optional.empty(),
            Optional.empty(),
            "status 502 from \u001b[31mhttp://localhost:8080/"),
        placement("cron", "stopped", "stopped", 0),
        placement("blog", "running", "failed", 1),
        placement("db", "running", "stopped", 0),
        new StatusRow(
            new Placement("wiki", "nuc"),
            "running",
            "stopped",
            "",
            Optional.of(NOW.minus(Duration.ofHours(5))),
            0,
            0,
            Optional.of(
                new Hold(
                    "ann@laptop",
                    NOW.minus(Duration.ofHours(5)),
                    "disk swap",
                    Optional.of(NOW.plus(Duration.ofHours(2))))),
            Optional.empty(),
            ""),
        new StatusRow(
            new Placement("files", "backup-1"),
            "running",
            "unreached",
            "",
            Optional.empty(),
            0,
            0,
            Optional.empty(),
            Optional.of(NOW.minus(Duration.ofSeconds(34))),
            "no answer within 30 s"));
  }

  private static List<TargetRow> targets() {
    return List.of(
        new TargetRow(
            "web-1",
            true,
            "Debian 13",
            Optional.of(0.42),
            OptionalInt.of(4),
            Optional.of(new Usage(6 * GIB, 16 * GIB)),
            Optional.of(new Usage(93 * GIB, 100 * GIB)),
            Optional.of(Duration.ofDays(212)),
            12,
            2,
            Optional.of(NOW.minus(Duration.ofHours(3))),
            Optional.empty(),
            Optional.empty(),
            ""),
        new TargetRow(
            "nuc",
            true,
            "Alpine Linux 3.23",
            Optional.of(3.0),
            OptionalInt.of(2),
            Optional.of(new Usage(13 * GIB, 16 * GIB)),
            Optional.of(new Usage(GIB, 100 * GIB)),
            Optional.of(Duration.ofMinutes(12)),
            3,
            0,
            Optional.empty(),
            Optional.of("ann@laptop, process 4711, since 2026-11-23T11:58:40Z: clova apply"),
            Optional.empty(),
            ""),
        new TargetRow(
            "backup-1",
            false,
            "",
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            2,
            0,
            Optional.of(NOW.minus(Duration.ofDays(30))),
            Optional.empty(),
            Optional.empty(),
            "connection refused"));
  }

  private static void golden(String name, BiFunction<Palette, Integer, List<String>> table) {
    for (int columns : List.of(60, 80, 120)) {
      Golden.check(name + "-" + columns + ".txt", table.apply(Palette.PLAIN, columns));
      Golden.check(name + "-" + columns + ".ansi", table.apply(new Palette(true), columns));
    }
  }
}
