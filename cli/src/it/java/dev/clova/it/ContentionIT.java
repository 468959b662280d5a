package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Several applies at once, and applies that somebody interrupts. */
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
class ContentionIT {

  /** Does not come to its end before the test says so. */
  private static final String SLOW =
      """
      #!/bin/sh
      mkdir -p data
      case $1 in
        start)
          echo begun >>data/log
          while [ ! -e ../go ]; do sleep 0.1; done
          echo up >>data/log
          ;;
        stop) echo down >>data/log ;;
        status) [ "$(tail -n 1 data/log 2>/dev/null)" = up ] ;;
      esac
      """;

  private static final String COMMANDS =
      """
      [command]
      start  = "./run start"
      stop   = "./run stop"
      status = "./run status"
      """;

  private final Host host;
  private final Workspace workspace;
  private final String root;

  ContentionIT(@TempDir Path directory) {
    Fleet fleet = Fleet.read();
    host = fleet.any(1).getFirst();
    workspace = Workspace.in(directory, "contention", fleet);
    root = workspace.root();
    workspace
        .on(List.of(host))
        .write("slow/run", SLOW)
        .service("slow", "targets = [\"*\"]\n" + COMMANDS)
        .write("later/a", "a\n")
        .service("later", "targets = [\"*\"]\nafter = [\"slow\"]\n");
  }

  @Test
  void ofTwoAppliesExactlyOneGoesOn(@TempDir Path other) {
    ShellRun.here("cp -a %s/. %s".formatted(workspace.directory(), other)).orFail();
    Running first = workspace.clova().start("apply", "--yes");
    awaitBegun();
    String holder = "process " + first.pid();
    Clova.Run elsewhere = Clova.installed(other).run("apply", "--yes");
    assertEquals(6, elsewhere.status(), elsewhere.err());
    assertTrue(
        elsewhere.err().contains(holder) && elsewhere.err().contains("since"), elsewhere.err());
    Clova.Run here = workspace.clova().run("apply", "--yes");
    assertEquals(6, here.status(), here.err());
    assertTrue(here.err().contains(Long.toString(first.pid())), here.err());
    go();
    Clova.Run run = first.end();
    assertEquals(0, run.status(), run.err());
    assertEquals("begun\nup\n", log());
    workspace.assertSettled();
  }

  @Test
  void anInterruptBeginsNothingNew() {
    Running apply = workspace.clova().startInterruptible("apply", "--yes");
    awaitBegun();
    apply.interrupt();
    apply.awaitSaying("Interrupted");
    go();
    Clova.Run run = apply.end();
    assertEquals(130, run.status(), run.err());
    assertEquals("begun\nup\n", log());
    assertFalse(host.is("-e %s/later".formatted(root)));
    assertEquals(
        List.of("create later@%s:sync not_present".formatted(host.name())),
        workspace.plan().actions());
    workspace.apply();
    workspace.assertSettled();
    assertEquals("begun\nup\n", log());
  }

  /** What it had begun goes on there, and keeps others away until it has ended. */
  @Test
  void aSecondInterruptGivesUpAtOnce() {
    Running apply = workspace.clova().startInterruptible("apply", "--yes");
    awaitBegun();
    apply.interrupt();
    apply.awaitSaying("Interrupted");
    apply.terminate();
    Clova.Run run = apply.end();
    assertEquals(143, run.status(), run.err());
    String told = workspace.expect(0, "plan");
    assertTrue(told.contains("did not come to its end"), told);
    Clova.Run other = workspace.clova().run("apply", "--yes");
    assertTrue(other.status() != 0 && other.err().contains("still has at work"), other.err());
    go();
    host.told("flock -w 30 %s/.clova/lock true".formatted(root));
    workspace.apply();
    workspace.assertSettled();
    assertTrue(log().endsWith("begun\nup\n"), log());
  }

  private void awaitBegun() {
    Eventually.holds("it starts", () -> host.is("-e %s/slow/data/log".formatted(root)));
  }

  private void go() {
    host.told(": >%s/go".formatted(root));
  }

  private String log() {
    return host.told("cat %s/slow/data/log".formatted(root));
  }
}
