package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Four services on each of two hosts change places and names, and nothing is left to do. */
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
@ResourceLock(value = Fleet.FIRST_TWO, mode = ResourceAccessMode.READ)
class SwapAndRenameIT {

  private static final List<String> ON_ONE = List.of("cat", "cow", "dog", "papers");
  private static final List<String> ON_OTHER = List.of("ant", "bee", "fly", "pictures");

  private final List<Host> hosts = Fleet.read().full(2);
  private final Workspace workspace;

  SwapAndRenameIT(@TempDir Path folder) {
    workspace = Workspace.in(folder, "swap", Fleet.read()).on(hosts);
  }

  @BeforeEach
  void deploy() {
    for (int i = 0; i < hosts.size(); i++) {
      for (String name : i == 0 ? ON_ONE : ON_OTHER) {
        boolean runs = !name.startsWith("p");
        // All that run want the one port of their host.
        workspace.service(
            name,
            """
            targets = ["%s"]  # for now
            """
                    .formatted(hosts.get(i).name())
                + (runs ? commands(name.equals("cat") || name.equals("ant")) : ""));
        if (runs) {
          workspace.write(name + "/data/.keep", "");
        }
      }
    }
    workspace.service(
        "pictures",
        """
        targets = ["%s"]
        [sync]
        template = ["where"]
        """
            .formatted(hosts.get(1).name()));
    workspace.write("pictures/where", "{{ services.cat.host }}\n");
    workspace.apply();
    for (String name : ON_ONE) {
      told(0, "mkdir -p %1$s/data && echo %1$s >%1$s/data/name", name);
    }
    for (String name : ON_OTHER) {
      told(1, "mkdir -p %1$s/data && echo %1$s >%1$s/data/name", name);
    }
  }

  private static String commands(boolean wantsPort) {
    return """
        [command]
        start  = "%stouch data/up"
        stop   = "rm -f data/up%s"
        status = "test -e data/up"
        """
        .formatted(
            wantsPort ? "test ! -e ../port && touch ../port && " : "", wantsPort ? " ../port" : "");
  }

  @Test
  void fourEachWayChangePlaces() {
    String one = hosts.get(0).name();
    String other = hosts.get(1).name();
    String shown = workspace.expect(0, "swap", one, other, "--check");
    assertTrue(shown.contains("+ targets = [\"" + other + "\"]  # for now"), shown);
    assertTrue(shown.contains("move 8"), shown);
    workspace.expect(0, "swap", one, other, "--yes");
    for (String name : ON_ONE) {
      assertEquals(name + "\n", told(1, "cat %s/data/name", name));
    }
    for (String name : ON_OTHER) {
      assertEquals(name + "\n", told(0, "cat %s/data/name", name));
    }
    assertEquals(hosts.get(1).address() + "\n", told(0, "cat %s/where", "pictures"));
    workspace.assertSettled();
    workspace.remove("ant").apply();
    workspace.expect(0, "drain", other, "--yes");
    workspace.assertSettled();
    assertEquals("cow\n", told(0, "cat %s/data/name", "cow"));
    workspace.expect(0, "move", "--finish", "cat", "cow", "dog", "papers", "--yes");
    assertFalse(hosts.get(1).is("-e " + workspace.root() + "/cow"));
    workspace.assertSettled();
  }

  @Test
  void anotherNameKeepsWhatThereIs() throws IOException {
    String shown = workspace.expect(0, "rename", "cat", "lion", "--check");
    assertTrue(shown.contains("+ renamed_from = \"cat\""), shown);
    assertTrue(shown.contains("+ {{ services.lion.host }}"), shown);
    assertTrue(Files.exists(workspace.directory().resolve("cat")));
    workspace.expect(0, "rename", "cat", "lion", "--yes");
    assertEquals("cat\n", told(0, "cat %1$s/data/name && test -e %1$s/data/up", "lion"));
    assertFalse(hosts.get(0).is("-e " + workspace.root() + "/cat"));
    workspace.assertSettled();

    Files.move(workspace.directory().resolve("dog"), workspace.directory().resolve("wolf"));
    String plan = workspace.expect(0, "plan");
    assertTrue(plan.replaceAll("\\s+", " ").contains("put `renamed_from = \"dog\"`"), plan);
    Path file = workspace.directory().resolve("wolf/service.clova.toml");
    Files.writeString(file, "renamed_from = \"dog\"\n" + Files.readString(file));
    workspace.apply();
    assertEquals("dog\n", told(0, "cat %1$s/data/name && test -e %1$s/data/up", "wolf"));
    workspace.assertSettled();
  }

  private String told(int host, String script, String service) {
    return hosts.get(host).told("cd " + workspace.root() + " && " + script.formatted(service));
  }
}
