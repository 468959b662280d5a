package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Services that are larger than memory may be. They take their time, so they are only tried when
 * {@code -Dclova.it.big} asks for it; what they took is printed.
 */
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
@EnabledIfSystemProperty(named = Fleet.BIG, matches = ".*")
@ResourceLock(value = Fleet.FIRST_TWO, mode = ResourceAccessMode.READ)
class BigIT {

  private static final int MANY = 20_000;
  private static final String LARGE = "2G";

  private final Fleet fleet = Fleet.read();
  private final Host host = fleet.full();
  private final Workspace workspace;
  private final Clova clova;

  BigIT(@TempDir Path directory) {
    workspace = Workspace.in(directory, "big", fleet).on(List.of(host));
    clova = workspace.clova().with("CLOVA_JAVA_OPTS", "-Xmx256m");
  }

  @Test
  void manyFiles() throws IOException {
    for (int i = 0; i < MANY; i++) {
      Path file =
          workspace.directory().resolve("many/folder-%03d/file %d.txt".formatted(i / 100, i));
      Files.createDirectories(file.getParent());
      Files.writeString(file, "content of " + i + "\n");
    }
    workspace.service("many", "targets = [\"*\"]\n");
    Duration apply = time("apply", "--yes");
    Duration plan = timeOfUnread("many");
    workspace.write("many/folder-100/file 10000.txt", "another\n");
    Duration change = time("apply", "--yes");
    assertEquals(
        "another\n",
        host.told("cat '%s/many/folder-100/file 10000.txt'".formatted(workspace.root())));
    Duration removal = time("destroy", "many", "--yes", "--allow", "content_lost");
    System.out.printf(
        "%d files: apply %s, plan %s, one changed %s, removal %s%n",
        MANY, apply, plan, change, removal);
  }

  @Test
  void oneLargeFile() {
    Path file = workspace.write("large/small", "small\n").directory().resolve("large/blob");
    ShellRun.here("head -c %s /dev/urandom >%s".formatted(LARGE, file)).orFail();
    workspace.service("large", "targets = [\"*\"]\n");
    Duration apply = time("apply", "--yes");
    Duration plan = timeOfUnread("large");
    long begin = System.nanoTime();
    ShellRun.here(
            "ssh -F %s -l root %s 'cat >/srv/clova-it/by-ssh && sync -f /srv' <%s"
                .formatted(fleet.sshConfig(), host.name(), file))
        .orFail();
    Duration ssh = Duration.ofNanos(System.nanoTime() - begin);
    host.told("rm /srv/clova-it/by-ssh");
    System.out.printf("%s: apply %s, ssh cat %s, plan %s%n", LARGE, apply, ssh, plan);
    workspace.remove("large");
    Duration unused = time("apply", "--yes");
  }

  /**
   * A second plan. A file that is read gets another time of access, since that of its last change
   * is the younger one.
   */
  private Duration timeOfUnread(String service) {
    String accesses =
        "cd %s/%s && find . -type f -printf '%%A@ %%p\\n' | sort | sha256sum"
            .formatted(workspace.root(), service);
    String before = host.told(accesses);
    Duration plan = time("plan", "--detailed-exitcode");
    assertEquals(before, host.told(accesses));
    return plan;
  }

  private Duration time(String... arguments) {
    long begin = System.nanoTime();
    Clova.Run run = clova.run(arguments);
    assertEquals(0, run.status(), run.out() + run.err());
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
