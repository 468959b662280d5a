package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.applying.PlacementOutcome;
import dev.clova.state.Placement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change that goes over a service's placements in batches, and what becomes of a bad one. */
class RolloutTest {

  private static final List<String> TARGETS = List.of("a", "b", "c", "d", "e", "f");

  private final LocalWorkspace workspace;

  RolloutTest(@TempDir Path folder) {
    this.workspace = new LocalWorkspace(folder, TARGETS.toArray(String[]::new));
  }

  @AfterEach
  void end() {
    workspace.close();
  }

  /** A version is bad on those targets that it names. */
  private void version(String version, String bad, String rollout) {
    workspace.service("web");
    Path service = workspace.workspace().resolve("web");
    workspace.write(service.resolve("page"), version);
    workspace.write(service.resolve("bad"), bad);
    workspace.write(service.resolve("new-" + version), version);
    workspace.append(
        "web",
        """
        [env]
        VERSION = "%s"
        [health]
        command = "! grep -q $(basename $(dirname $PWD)) bad"
        timeout = "1s"
        [rollout]
        %s
        """
            .formatted(version, rollout));
    workspace.pass(Duration.ofMinutes(1));
  }

  private String versions() {
    return TARGETS.stream().map(this::version).collect(Collectors.joining());
  }

  private String version(String target) {
    try {
      Path there = workspace.root(target).resolve("web");
      String version = Files.readString(there.resolve("page"));
      assertEquals("VERSION='" + version + "'\n", Files.readString(there.resolve(".env")));
      return version;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String outcomes(ApplyReport report) {
    return TARGETS.stream()
        .map(target -> Objects.requireNonNull(report.outcomes().get(new Placement("web", target))))
        .map(outcome -> outcome.getClass().getSimpleName().substring(0, 1))
        .collect(Collectors.joining());
  }

  private void good(String rollout) {
    version("1", "-", rollout);
    workspace.apply();
  }

  @Test
  void thePlanTellsTheBatchesInOrder() {
    version("1", "-", "batch = \"30%\"\ncanary = 1");
    PlanResult plan = workspace.plan();
    assertTrue(
        plan.notes()
            .contains(
                "`web` rolls out in 4 batches: `a`; then `b`, `c`; then `d`, `e`; then `f`. A failure leaves the rest as it is."),
        plan::toString);
    assertEquals(
        List.of(1, 2, 2, 3, 3, 4),
        TARGETS.stream()
            .map(
                target ->
                    plan.plan().actions().stream()
                        .filter(action -> action.at().placement().target().equals(target))
                        .findFirst()
                        .orElseThrow()
                        .wave())
            .toList());
  }

  @Test
  void aFailureLeavesTheRestAsItIs() {
    good("batch = 2");
    version("2", "d", "batch = 2");
    ApplyReport report = workspace.attempt();
    assertEquals("DDDFSS", outcomes(report));
    assertEquals("222211", versions());
    version("3", "-", "batch = 2");
    workspace.apply();
    assertEquals("333333", versions());
  }

  @Test
  void soManyFailuresAsAreAllowedStopNothing() {
    good("batch = 2\nmax_failures = 1");
    version("2", "b f", "batch = 2\nmax_failures = 1\npause = \"10ms\"");
    assertEquals("DFDDDF", outcomes(workspace.attempt()));
    version("3", "a b", "batch = 2\nmax_failures = 1");
    assertEquals("FFSSSS", outcomes(workspace.attempt()));
    version("4", "a b c", "batch = 2\non_failure = \"continue\"");
    assertEquals("FFFDDD", outcomes(workspace.attempt()));
  }

  @Test
  void allThatHasChangedGoesBack() throws IOException {
    good("batch = 2\non_failure = \"rollback\"");
    workspace.done();
    version("2", "d", "batch = 2\non_failure = \"rollback\"");
    ApplyReport report = workspace.attempt();
    assertEquals("RRRRSS", outcomes(report));
    assertEquals("111111", versions());
    try (Stream<Path> all = Files.list(workspace.root("d").resolve("web"))) {
      assertFalse(all.anyMatch(path -> path.endsWith("new-2")));
    }
    assertEquals(16, workspace.done().size());
    PlanResult next = workspace.plan();
    assertTrue(next.notes().toString().contains("the definition is ahead"), next::toString);
    assertEquals(List.of(), next.plan().drift());

    Files.delete(workspace.workspace().resolve("web/new-2"));
    version("1", "-", "batch = 2\non_failure = \"rollback\"");
    assertEquals(List.of(), workspace.plan().plan().actions());
  }

  @Test
  void oneThatFailsGoesBackAloneWhereThatIsAllowed() {
    good("on_failure = \"rollback\"\nmax_failures = 1");
    version("2", "c", "on_failure = \"rollback\"\nmax_failures = 1");
    ApplyReport report = workspace.attempt();
    assertEquals("DDRDDD", outcomes(report));
    assertEquals("221222", versions());
    PlacementOutcome.Returned returned =
        assertInstanceOf(
            PlacementOutcome.Returned.class, report.outcomes().get(new Placement("web", "c")));
    PlacementOutcome.Cause.Failure failure =
        assertInstanceOf(PlacementOutcome.Cause.Failure.class, returned.cause());
    assertEquals("health", failure.failed().at().kind());
    version("3", "-", "on_failure = \"rollback\"\nmax_failures = 1");
    workspace.apply();
    assertEquals("333333", versions());
  }

  @Test
  void whatNeverWasThereDoesNotGoBack() {
    version("1", "b", "on_failure = \"rollback\"");
    assertEquals("DFDDDD", outcomes(workspace.attempt()));
  }
}
