package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.kind.HealthLook.Health;
import dev.clova.engine.planning.HoldTerms;
import dev.clova.engine.planning.Intent;
import dev.clova.engine.planning.PlacementStatus;
import dev.clova.engine.planning.PlacementStatus.Actual;
import dev.clova.engine.planning.PlacementStatus.Wanted;
import dev.clova.engine.runtime.RunState;
import dev.clova.engine.runtime.RunStatus;
import dev.clova.state.Hold;
import dev.clova.state.Placement;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How services and targets are, told from a look that changes nothing. */
class StatusTest {

  private final LocalWorkspace workspace;
  private final Path service;
  private final Path onNuc;

  StatusTest(@TempDir Path folder) {
    this.workspace = new LocalWorkspace(folder, "nuc", "vps");
    this.service = workspace.workspace().resolve("app");
    this.onNuc = workspace.root("nuc").resolve("app");
  }

  @BeforeEach
  void deployOneServiceToTwoTargets() {
    workspace.service("app", "health.command = \"test -e data/up\"");
    workspace.apply();
  }

  @AfterEach
  void end() {
    workspace.close();
  }

  @Test
  void whatRunsAsItShouldIsWell() {
    PlacementStatus status = status();
    assertEquals(new RunState.Running(), state(status));
    assertEquals(Wanted.RUNNING, status.wanted());
    assertEquals(Health.HEALTHY, status.health());
    assertEquals(List.of(0, 0), List.of(status.pending(), status.drift()));
    assertEquals(Optional.of(workspace.now()), status.applied());
    assertFalse(status.isTrouble());
    assertEquals("", status.note());
  }

  @Test
  void whatWasStoppedByHandIsTrouble() throws IOException {
    Files.delete(onNuc.resolve("data/up"));
    PlacementStatus status = status();
    assertEquals(new RunState.Stopped(), state(status));
    assertEquals(Health.UNCHECKED, status.health());
    assertEquals(2, status.pending());
    assertTrue(status.isTrouble());
  }

  @Test
  void whatIsHeldIsNoTrouble() {
    HoldTerms terms =
        new HoldTerms("new disk", Optional.of(workspace.now().plus(Duration.ofHours(1))));
    workspace.apply(LocalWorkspace.request(Intent.STOP, "app@nuc").withHold(terms));
    PlacementStatus status = status();
    assertEquals(Optional.of("new disk"), status.hold().map(Hold::why));
    assertEquals(0, status.pending());
    assertFalse(status.isTrouble());
    workspace.pass(Duration.ofHours(1));
    PlacementStatus later = status();
    assertEquals(Optional.empty(), later.hold());
    assertEquals(
        "its hold ended at 2026-11-23T13:00:00Z, and the next apply takes it up again",
        later.note());
    assertTrue(later.isTrouble());
  }

  @Test
  void changesHereAndThereAreCounted() throws IOException {
    Files.writeString(onNuc.resolve("run"), "#!/bin/sh\n");
    Files.writeString(service.resolve("more"), "");
    PlacementStatus status = status();
    assertEquals(1, status.drift());
    assertEquals(4, status.pending());
  }

  @Test
  void nothingRunsThatWasNotAppliedBefore() throws IOException {
    Path trace = workspace.workspace().resolveSibling("trace");
    Path definition = service.resolve("service.clova.toml");
    String text = Files.readString(definition);
    Files.writeString(definition, text.replace("test -e data/up", "touch '%s'".formatted(trace)));
    PlacementStatus status = status();
    assertFalse(Files.exists(trace));
    assertEquals(Health.UNKNOWN, status.health());
    assertTrue(state(status) instanceof RunState.Unknown);

    Files.writeString(definition, text);
    Files.writeString(onNuc.resolve("run"), "#!/bin/sh\n");
    assertEquals(Health.UNKNOWN, status().health());
  }

  @Test
  void aNewCheckIsAChangeThatTriesIt() throws IOException {
    Path definition = service.resolve("service.clova.toml");
    String text = Files.readString(definition);
    Files.writeString(
        definition, text.replace("health.command = \"test", "health.command = \"true && test"));
    assertEquals(
        List.of("app@nuc:health", "app@nuc:sync/service.clova.toml"),
        workspace.plan().plan().actions().stream()
            .filter(action -> action.at().placement().target().equals("nuc"))
            .map(action -> action.at().toString())
            .toList());
    workspace.apply();
    assertEquals(Health.HEALTHY, status().health());
    assertEquals(List.of(), workspace.plan().plan().actions());
  }

  @Test
  void aCheckOnTheNetworkIsAskedOnlyAsRecorded() throws IOException {
    Path definition = service.resolve("service.clova.toml");
    String text = Files.readString(definition);
    Files.writeString(
        definition, text.replaceAll("health.command.*", "health.tcp = \"localhost:1\""));
    assertEquals(Health.UNKNOWN, status().health());
  }

  @Test
  void aFreshCloneSeesTheSame() throws IOException {
    workspace.remove(workspace.workspace().resolve(".clova"));
    PlacementStatus status = status();
    assertEquals(new RunState.Running(), state(status));
    assertEquals(Health.HEALTHY, status.health());
    assertEquals(0, status.pending());
  }

  @Test
  void whatIsNotReachedIsToldFromTheRecord() {
    workspace.away("nuc");
    FleetView view = workspace.engine().status(Selection.ALL, event -> {});
    PlacementStatus status = at(view, "nuc");
    assertEquals(new Actual.Unreached(), status.actual());
    assertEquals(Wanted.RUNNING, status.wanted());
    assertTrue(status.isTrouble());
    assertFalse(at(view, "vps").isTrouble());
    assertEquals(
        List.of(ProblemCode.UNREACHABLE),
        view.plan().unreached().stream().map(problem -> problem.code()).toList());
  }

  @Test
  void whatIsNoLongerDeclaredIsShownUntilItIsGone() throws IOException {
    Files.delete(service.resolve("service.clova.toml"));
    PlacementStatus status = status();
    assertEquals(Wanted.ABSENT, status.wanted());
    assertEquals(new RunState.Running(), state(status));
    assertTrue(status.isTrouble());
  }

  @Test
  void targetsAreToldWithTheirServices() throws IOException {
    Files.delete(onNuc.resolve("data/up"));
    workspace.away("vps");
    FleetView view = workspace.engine().targets(Selection.ALL, event -> {});
    TargetStatus nuc = Objects.requireNonNull(view.targets().get("nuc"));
    assertEquals(List.of(1, 1), List.of(nuc.services(), nuc.trouble()));
    assertEquals(Optional.of(workspace.now()), nuc.lastApply());
    assertTrue(nuc.vitals().flatMap(vitals -> vitals.disk()).isPresent());
    assertTrue(nuc.lost().isEmpty());
    TargetStatus vps = Objects.requireNonNull(view.targets().get("vps"));
    assertTrue(vps.lost().isPresent());
    assertEquals(Optional.of(workspace.now()), vps.lastApply());
  }

  @Test
  void aTargetWithoutServicesIsATarget() throws IOException {
    Path definition = service.resolve("service.clova.toml");
    Files.writeString(definition, Files.readString(definition).replace("\"*\"", "\"nuc\""));
    workspace.apply();
    FleetView view =
        workspace.engine().targets(new Selection(List.of(), List.of("v*"), List.of()), event -> {});
    assertEquals(List.of("vps"), List.copyOf(view.targets().keySet()));
    assertEquals(0, Objects.requireNonNull(view.targets().get("vps")).services());
  }

  private PlacementStatus status() {
    return at(workspace.engine().status(Selection.ALL, event -> {}), "nuc");
  }

  private static PlacementStatus at(FleetView view, String target) {
    return Objects.requireNonNull(view.placements().get(new Placement("app", target)));
  }

  private static RunState state(PlacementStatus status) {
    return status.actual() instanceof Actual.Seen(RunStatus seen)
        ? seen.state()
        : new RunState.Absent();
  }
}
