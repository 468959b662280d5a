package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.engine.FleetView;
import dev.clova.engine.TargetStatus;
import dev.clova.engine.kind.HealthLook.Health;
import dev.clova.engine.planning.PlacementStatus;
import dev.clova.engine.planning.PlacementStatus.Actual;
import dev.clova.engine.planning.PlacementStatus.Wanted;
import dev.clova.engine.runtime.RunState;
import dev.clova.engine.runtime.RunStatus;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FleetRowsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Placement HERE = new Placement("blog", "nuc");
  private static final Placement LOST = new Placement("blog", "vps");

  private static final FleetView VIEW =
      new FleetView(
          NOW,
          new TreeMap<>(
              Map.of(
                  HERE,
                  status(
                      HERE,
                      new Actual.Seen(
                          new RunStatus(
                              new RunState.Failed("status 3"), Optional.of(NOW), "detail"))),
                  LOST,
                  status(LOST, new Actual.Unreached()))),
          new TreeMap<>(
              Map.of(
                  "nuc", target("nuc", Optional.empty()),
                  "vps",
                      target(
                          "vps",
                          Optional.of(
                              Problem.of(
                                  ProblemCode.UNREACHABLE, "It does not answer.", "a hint"))))),
          new TreeMap<>(Map.of("nuc", NOW.minusSeconds(4), "vps", NOW.minusSeconds(40))),
          new TreeMap<>(),
          PlanSamples.nothing());

  @Test
  void whatASilentTargetLastSaidIsOld() {
    List<StatusRow> rows = new FleetRows(VIEW, Duration.ofSeconds(5)).placements();
    assertEquals("failed", rows.get(0).actual());
    assertEquals(Optional.empty(), rows.get(0).silentSince());
    assertEquals(Optional.of(NOW.minusSeconds(40)), rows.get(1).silentSince());
    assertEquals("target not reached: It does not answer.", rows.get(1).note());
    assertEquals(
        Optional.of(NOW.minusSeconds(4)),
        new FleetRows(VIEW, Duration.ofSeconds(3)).placements().getFirst().silentSince());
  }

  @Test
  void aLostTargetSaysWhy() {
    List<TargetRow> rows = new FleetRows(VIEW, Duration.ofMinutes(1)).targets();
    assertEquals(List.of(true, false), rows.stream().map(TargetRow::reachable).toList());
    assertEquals("target not reached: It does not answer.", rows.get(1).note());
  }

  private static PlacementStatus status(Placement placement, Actual actual) {
    return new PlacementStatus(
        placement,
        Wanted.RUNNING,
        actual,
        Health.UNCHECKED,
        1,
        0,
        Optional.empty(),
        Optional.of(NOW),
        "");
  }

  private static TargetStatus target(String name, Optional<Problem> lost) {
    return new TargetStatus(name, lost, "", Optional.empty(), 1, 1, Optional.of(NOW));
  }
}
