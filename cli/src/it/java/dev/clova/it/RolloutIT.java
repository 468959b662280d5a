package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A bad version over six placements in batches of two: it stops, or goes back, as declared. */
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
class RolloutIT {

  private static final int PARTLY = 3;

  private final List<Host> hosts;
  private final Workspace workspace;

  RolloutIT(@TempDir Path folder) {
    Fleet fleet = Fleet.read();
    List<Host> there = fleet.any(1);
    this.workspace = Workspace.in(folder, "rollout", fleet).on(there);
    this.hosts = there;
    workspace.withoutTargets();
    for (int i = 1; i <= 6; i++) {
      workspace.target(
          "p" + i, there.getFirst(), "root = \"%s/p%d\"".formatted(workspace.root(), i));
    }
    workspace.write(
        "web/run",
        """
        #!/bin/sh
        case $1 in
          start) cp page data/running ;;
          stop) rm -f data/running ;;
        esac
        """);
    workspace.write("web/data/.keep", "");
  }

  private void version(String page, String onFailure) {
    workspace.write("web/page", page + "\n");
    workspace.service(
        "web",
        """
        targets = ["*"]
        [command]
        start  = "./run start"
        stop   = "./run stop"
        status = "test -e data/running"
        logs   = "cat data/running"
        [health]
        command = "! grep -q bad data/running"
        timeout = "1s"
        [rollout]
        batch      = 2
        on_failure = "%s"
        """
            .formatted(onFailure));
  }

  private String running() {
    return hosts
        .getFirst()
        .told("cat %s/p?/web/data/running | tr '\\n' ' '".formatted(workspace.root()))
        .strip();
  }

  @Test
  void aBadVersionStopsOrGoesBackAsDeclared() {
    version("1", "stop");
    workspace.apply();
    version("bad-2", "stop");
    Clova.Run stopped = workspace.clova().run("apply", "--yes");
    String told = stopped.err();
    assertEquals(PARTLY, stopped.status(), told);
    assertTrue(told.contains("its log ends:"), told);
    assertEquals("bad-2 bad-2 1 1 1 1", running());

    version("3", "rollback");
    workspace.apply();
    version("bad-4", "rollback");
    workspace.expect(PARTLY, "apply", "--yes");
    assertEquals("3 3 3 3 3 3", running());
    assertTrue(workspace.expect(0, "plan").contains("the definition is ahead of what runs"));

    version("5", "rollback");
    workspace.apply();
    workspace.expect(0, "rollback", "web", "--yes");
    assertEquals("3 3 3 3 3 3", running());
    workspace.apply();
    workspace.assertSettled();
    assertEquals("5 5 5 5 5 5", running());
  }
}
