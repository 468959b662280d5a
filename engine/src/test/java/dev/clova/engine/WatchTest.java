package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.planning.PlacementStatus;
import dev.clova.engine.planning.PlacementStatus.Actual;
import dev.clova.engine.remote.Eventually;
import dev.clova.engine.runtime.RunState;
import dev.clova.engine.runtime.RunStatus;
import dev.clova.state.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking again and again, while the world and the definitions move. */
class WatchTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LocalWorkspace workspace;

  WatchTest(@TempDir Path folder) {
    this.workspace = new LocalWorkspace(folder, "nuc", "vps");
  }

  @BeforeEach
  void deployOneService() {
    workspace.service("app");
    workspace.apply();
  }

  @AfterEach
  void end() {
    workspace.close();
  }

  private Watch watch() {
    return workspace.engine().watchStatus(Selection.ALL, Duration.ofMillis(50));
  }

  @Test
  void whatHappensOnATargetIsSeen() throws IOException {
    try (Watch watch = watch()) {
      seen(watch, "nuc", new RunState.Running());
      Files.delete(workspace.root("nuc").resolve("app/data/up"));
      seen(watch, "nuc", new RunState.Stopped());
      seen(watch, "vps", new RunState.Running());
    }
  }

  @Test
  void aTargetThatIsNotReachedKeepsNobodyWaiting() {
    workspace.away("nuc");
    try (Watch watch = watch()) {
      seen(watch, "vps", new RunState.Running());
      Eventually.holds(
          PATIENCE, () -> at(watch, "nuc").actual() instanceof Actual.Unreached, "it is told");
      workspace.back("nuc");
      seen(watch, "nuc", new RunState.Running());
    }
  }

  @Test
  void anApplyMeanwhileAndAnEditAreSeen() {
    try (Watch watch = watch()) {
      seen(watch, "nuc", new RunState.Running());
      workspace.write(workspace.workspace().resolve("app/more"), "");
      Eventually.holds(PATIENCE, () -> at(watch, "nuc").pending() == 2, "changes are counted");
      workspace.apply();
      Eventually.holds(PATIENCE, () -> at(watch, "nuc").pending() == 0, "nothing is left");
    }
  }

  @Test
  void brokenDefinitionsAreToldAndTheLastGoodOnesStay() {
    try (Watch watch = watch()) {
      seen(watch, "nuc", new RunState.Running());
      workspace.write(workspace.workspace().resolve("app/service.clova.toml"), "targets =");
      Eventually.holds(PATIENCE, () -> watch.problem().isPresent(), "it is told");
      assertTrue(watch.view().placements().containsKey(new Placement("app", "nuc")));
      workspace.service("app");
      Eventually.holds(PATIENCE, () -> watch.problem().isEmpty(), "it is mended");
    }
  }

  private static void seen(Watch watch, String target, RunState state) {
    Eventually.holds(
        PATIENCE,
        () ->
            at(watch, target).actual() instanceof Actual.Seen(RunStatus status)
                && status.state().equals(state),
        "%s is %s".formatted(target, state));
  }

  private static PlacementStatus at(Watch watch, String target) {
    return Objects.requireNonNull(watch.view().placements().get(new Placement("app", target)));
  }
}
