package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A host whose tools are all busybox's, as on a small distribution. */
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
@ResourceLock(Fleet.THIRD)
class BusyboxIT {

  private static final String TOOLS = "/usr/local/sbin";
  private static final String BUSYBOX = "/usr/local/lib/it-busybox";

  private final Fleet fleet = Fleet.read();
  private final Host host = fleet.full(3).getLast();
  private final Workspace workspace;

  BusyboxIT(@TempDir Path directory) {
    workspace = Workspace.in(directory, "small", fleet).target("small", host);
  }

  /** They are found first by Clova and by whoever logs in, but for those that a host runs on. */
  @BeforeEach
  void toolsOfBusybox() {
    host.told(
        """
        set -e
        box=$(docker create fleet/busybox:1.0.0)
        docker cp "$box:/bin/busybox" %1$s >/dev/null
        docker rm "$box" >/dev/null
        for tool in $(%1$s --list); do
          case $tool in
          sh | ash | su | login | init | halt | reboot | poweroff | mount | umount | ip | docker) ;;
          *) [ -e %2$s/$tool ] || ln -s %1$s %2$s/$tool ;;
          esac
        done
        """
            .formatted(BUSYBOX, TOOLS));
  }

  @AfterEach
  void toolsOfBefore() {
    host.told(
        """
        for tool in %2$s/*; do
          [ "$(/usr/bin/readlink $tool)" != %1$s ] || /usr/bin/rm $tool
        done
        /usr/bin/rm -f %1$s
        """
            .formatted(BUSYBOX, TOOLS));
  }

  @Test
  void allOfTheLifeOfAService() throws IOException {
    workspace
        .service(
            "page",
            """
            targets = ["*"]
            [sync]
            persist = ["data/"]
            [env]
            GREETING = "hello"
            [command]
            start = "mkdir -p data; : >data/up"
            stop = "rm -f data/up"
            status = "test -e data/up"
            """)
        .write("page/index.html", "one\n")
        .write("page/deep/er/it's $(odd)", "odd\n")
        .write("page/gone", "gone\n");
    workspace.apply();
    assertTrue(host.is("-e " + there("data/up")));
    workspace.assertSettled();

    host.told("echo changed by hand >" + there("index.html"));
    assertEquals(
        List.of(
            "restart page@small:run/command input_changed",
            "update page@small:sync/index.html drifted"),
        workspace.plan().actions());
    workspace.apply();
    assertEquals("one\n", host.told("cat " + there("index.html")));
    workspace.assertSettled();

    workspace.write("page/index.html", "two\n").remove("page/gone");
    workspace.apply();
    assertEquals("two\n", host.told("cat " + there("index.html")));
    assertFalse(host.is("-e " + there("gone")));
    workspace.assertSettled();

    workspace.expect(0, "rollback", "page", "--yes");
    assertEquals("one\ngone\n", host.told("cat " + there("index.html") + " " + there("gone")));

    workspace.expect(0, "stop", "page", "--yes");
    assertFalse(host.is("-e " + there("data/up")));
    workspace.expect(0, "destroy", "page", "--yes");
    assertFalse(host.is("-e " + there("index.html")));
    assertTrue(host.is("-d " + there("data")));
  }

  private String there(String path) {
    return workspace.root() + "/page/" + path;
  }
}
