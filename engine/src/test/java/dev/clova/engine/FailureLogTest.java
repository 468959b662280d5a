package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.applying.PlacementOutcome;
import dev.clova.state.Placement;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the error of an apply shows of the log of the service that failed. */
class FailureLogTest {

  private final LocalWorkspace workspace;

  FailureLogTest(@TempDir Path folder) {
    this.workspace = new LocalWorkspace(folder, "a");
  }

  @AfterEach
  void end() {
    workspace.close();
  }

  @Test
  void theEndOfALogThatIsFollowedForEverIsShownWhereHealthFails() {
    workspace.service("web");
    workspace.write(
        workspace.workspace().resolve("web/log"),
        IntStream.rangeClosed(1, 40).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"))
            + "\n");
    workspace.append(
        "web",
        """
        logs = "tail -n 50 -f log"
        [health]
        command = "exit 1"
        timeout = "1s"
        """);

    PlacementOutcome.Failed failed = failed();

    assertEquals(
        IntStream.rangeClosed(21, 40).mapToObj(i -> "line " + i).collect(Collectors.joining("\n")),
        failed.log());
  }

  @Test
  void coloursAndJumpsOfALogAreLeftOut() {
    workspace.service("web");
    workspace.append(
        "web",
        """
        logs = "printf '\\\\033[2K\\\\033[1;31mred\\\\033[0m [0m\\\\n'"
        [health]
        command = "exit 1"
        timeout = "1s"
        """);

    assertEquals("red [0m", failed().log());
  }

  @Test
  void whatHasNoLogShowsNone() {
    workspace.service("web");
    workspace.append(
        "web",
        """
        [health]
        command = "exit 2"
        timeout = "1s"
        """);
    assertEquals("", failed().log());
  }

  @Test
  void whatAFailedHealthCommandSaidLastIsShown() {
    workspace.service("web");
    workspace.append(
        "web",
        """
        [health]
        command = "echo try >>tries; echo no $(wc -l <tries); echo 'and loud' >&2; exit 2"
        interval = "1s"
        timeout = "2s"
        """);
    PlacementOutcome.Failed failed = failed();
    String tries = failed.output().lines().findFirst().orElse("");
    assertTrue(tries.matches("no [2-9]"), failed::toString);
    assertEquals(tries + "\nand loud", failed.output());
    assertEquals("", failed.log());
  }

  @Test
  void aHealthCommandMayFailInAnyWayUntilItSucceeds() {
    workspace.service("web");
    workspace.append(
        "web",
        """
        [health]
        command = "mkdir data/asked && exit 2; rmdir data/asked"
        interval = "1s"
        """);
    workspace.apply();
  }

  private PlacementOutcome.Failed failed() {
    return assertInstanceOf(
        PlacementOutcome.Failed.class,
        workspace.attempt().outcomes().get(new Placement("web", "a")));
  }
}
