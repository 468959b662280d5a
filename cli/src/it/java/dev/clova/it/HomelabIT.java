package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The example of two servers, on two servers; its container runs an image that test hosts have. */
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
@ResourceLock(value = Fleet.FIRST_TWO, mode = ResourceAccessMode.READ)
class HomelabIT {

  private static final Path EXAMPLE = Path.of("../examples/homelab");
  private static final String ROOT = "/srv/clova-it/homelab";

  private final Fleet fleet = Fleet.read();
  private final Host vps = fleet.full(2).get(0);
  private final Host nuc = fleet.full(2).get(1);

  @Test
  void itIsPlannedAppliedAndRemoved(@TempDir Path directory) throws IOException {
    List.of(vps, nuc)
        .forEach(
            host ->
                host.told(
                    """
                    systemctl disable --now backup.timer 2>/dev/null
                    rm -rf /etc/systemd/system/backup.*
                    systemctl daemon-reload
                    [ ! -e %1$s/notes/data/pid ] || kill "$(cat %1$s/notes/data/pid)" 2>/dev/null
                    rm -rf %1$s
                    """
                        .formatted(ROOT)));
    ShellRun.here("cp -a %s/. %s && rm -rf %2$s/.clova".formatted(EXAMPLE, directory)).orFail();
    Path definition = directory.resolve("clova.toml");
    String text = Files.readString(definition);
    Files.writeString(
        definition,
        text.replace("host = \"203.0.113.20\"", place(vps))
            .replace("host = \"192.0.2.10\"", place(nuc))
            .replaceAll("(?m)^jump = .*$", "")
            .replace(
                "[defaults]",
                """
                [defaults]
                identity    = "%s"
                known_hosts = "%s"
                root        = "%s"
                """
                    .formatted(fleet.key(), fleet.knownHosts(), ROOT)));
    rewrite(directory.resolve("blog/service.clova.toml"), "1.27-alpine", "1.0.0");
    rewrite(directory.resolve("blog/compose.yml"), "nginx:", "fleet/busybox:");
    rewrite(directory.resolve("blog/compose.yml"), "8080:80", "8080:8080");
    Clova clova = Clova.installed(directory);
    Clova.Run plan = clova.run("plan");
    assertEquals(0, plan.status(), plan.err());
    Clova.Run apply = clova.run("apply", "--yes");
    assertEquals(0, apply.status(), apply.out() + apply.err());

    assertEquals("active\n", nuc.told("systemctl is-active backup.timer"));
    nuc.told("systemctl start backup.service && ls %s/backup/data/*.tar.gz".formatted(ROOT));
    nuc.told("kill -0 \"$(cat %s/notes/data/pid)\"".formatted(ROOT));
    assertTrue(vps.told("cat %s/watch/places.txt".formatted(ROOT)).contains(nuc.address()));
    assertTrue(nuc.told("cat %s/site/index.html".formatted(ROOT)).contains("the cupboard"));
    Clova.Run again = clova.run("plan", "--detailed-exitcode");
    assertEquals(0, again.status(), again.out() + again.err());

    Clova.Run removal = clova.run("destroy", "*", "--yes");
    assertEquals(0, removal.status(), removal.out() + removal.err());
    assertEquals(
        "backup notes\n", nuc.told("cd %s && echo *".formatted(ROOT)), "what keeps its data");
  }

  private static void rewrite(Path file, String before, String after) throws IOException {
    String text = Files.readString(file);
    assertTrue(text.contains(before), () -> file + " has no " + before);
    Files.writeString(file, text.replace(before, after));
  }

  private static String place(Host host) {
    return "host = \"%s\"\nport = %d".formatted(host.address(), host.port());
  }
}
