package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What goes wrong on the way to hosts and on them while some megabytes are sent: no file is ever
 * half there, hosts that are well go on, and what is left is done by the next apply.
 */
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
@EnabledIfEnvironmentVariable(named = Fleet.COMMAND, matches = ".+")
@ResourceLock(Fleet.THIRD)
@Order(2)
class FaultsIT {

  private static final int FILES = 8;
  private static final int FILE_BYTES = 1 << 20;

  /** Enough to be in the middle of it for a few seconds. */
  private static final String KILOBITS = "4000";

  private final Fleet fleet = Fleet.read();
  private final Host well = fleet.light(3).getFirst();
  private final Host cut = fleet.light(3).get(1);
  private final Host powerless = fleet.light(3).getLast();
  private final Host full = fleet.full(3).getLast();
  private final List<Host> hosts = List.of(cut, powerless, full);
  private final Random random = new Random(7);
  private final Workspace workspace;
  private int version;

  FaultsIT(@TempDir Path directory) {
    workspace = Workspace.in(directory, "faults", fleet);
  }

  @AfterEach
  void everyHostIsWellAgain() {
    hosts.forEach(host -> Fleet.make("latency", "0", host.name()));
  }

  @Test
  void connectionsAreResetInTheMiddle() throws IOException {
    Host host = full;
    deploy(List.of(host, well));
    String old = sums(host);
    String wanted = change();
    slow(host);
    Running apply = workspace.clova().start("apply", "--yes");
    awaitTransfer(host);
    Fleet.make("drop", host.name());
    Clova.Run run = apply.end();
    assertEquals(3, run.status(), run.err());
    assertTrue(run.err().contains("bulk@" + host.name()), run.err());
    assertEquals(wanted, sums(well));
    assertOldOrNew(old, wanted, host);
    everyHostIsWellAgain();
    assertConverges(List.of(host), wanted);
  }

  /**
   * One host is cut off, one loses its power, one freezes: all at once, since each takes its time.
   */
  @Test
  void hostsFallSilentInTheMiddle() throws IOException {
    deploy(List.of(cut, powerless, full, well));
    String old = sums(well);
    String wanted = change();
    hosts.forEach(this::slow);
    Running apply = workspace.clova().start("apply", "--yes");
    hosts.forEach(this::awaitTransfer);
    Fleet.make("cut", cut.name());
    Fleet.make("kill", powerless.name());
    Fleet.make("pause", full.name());
    try {
      Clova.Run run = apply.end();
      assertEquals(3, run.status(), run.err());
      hosts.forEach(host -> assertTrue(run.err().contains("bulk@" + host.name()), run.err()));
      assertEquals(wanted, sums(well));
    } finally {
      Fleet.make("uncut", cut.name());
      Fleet.make("start", powerless.name());
      Fleet.make("unpause", full.name());
    }
    everyHostIsWellAgain();
    for (Host host : hosts) {
      Eventually.holds(host.name() + " is back", () -> host.run(":").status() == 0);
      host.told("flock -w 90 %s/.clova/lock true".formatted(root(host)));
      assertOldOrNew(old, wanted, host);
    }
    assertConverges(hosts, wanted);
  }

  @Test
  void aHostThatIsAwayStopsNoOther() {
    Host away = full;
    on(List.of(away, well));
    workspace.write("small/a", "one\n").service("small", "targets = [\"*\"]\n");
    workspace.apply();
    workspace.write("small/a", "two\n");
    Fleet.make("kill", away.name(), "--refuse");
    try {
      String told = workspace.expect(4, "apply", "--yes");
      assertTrue(told.contains(away.name()) && told.contains("not reached"), told);
      assertEquals("two\n", well.told("cat %s/small/a".formatted(root(well))));
      workspace.expect(1, "plan", "--strict");
    } finally {
      Fleet.make("start", away.name());
    }
    Eventually.holds(away.name() + " is back", () -> away.run(":").status() == 0);
    workspace.apply();
    assertEquals("two\n", away.told("cat %s/small/a".formatted(root(away))));
    workspace.assertSettled();
  }

  @Test
  void theDiskIsFull() throws IOException {
    Host host = full;
    String root = "/srv/small/clova-it";
    host.told("rm -rf " + root);
    workspace
        .target("small", host, "root = \"%s\"".formatted(root))
        .write("tight/a", "old\n")
        .write("tight/b", "old\n")
        .service("tight", "targets = [\"*\"]\n");
    workspace.apply();
    workspace.write("tight/a", "new\n");
    Files.write(workspace.directory().resolve("tight/b"), bytes(2 << 20));
    Fleet.make("full", host.name());
    try {
      String told = workspace.expect(1, "apply", "--yes");
      assertTrue(told.contains("No space left"), told);
      assertEquals("old\nold\n", host.told("cd %s/tight && cat a b".formatted(root)));
    } finally {
      Fleet.make("free", host.name());
    }
    workspace.apply();
    assertEquals("new\n", host.told("cat %s/tight/a".formatted(root)));
    workspace.assertSettled();
  }

  /** Some share their disk, so each has a folder of its own. */
  private String root(Host host) {
    return workspace.root() + "/" + host.name();
  }

  private void on(List<Host> targets) {
    for (Host host : targets) {
      host.told("rm -rf " + root(host));
      workspace.target(host.name(), host, "root = \"%s\"".formatted(root(host)));
    }
  }

  private void deploy(List<Host> targets) throws IOException {
    on(targets);
    workspace.service("bulk", "targets = [\"*\"]\n");
    change();
    workspace.apply();
  }

  private String change() throws IOException {
    version++;
    for (int i = 0; i < FILES; i++) {
      byte[] content = bytes(FILE_BYTES);
      content[0] = (byte) version;
      Files.write(workspace.directory().resolve("bulk/" + i), content);
    }
    return ShellRun.here("cd %s/bulk && sha256sum [0-9]".formatted(workspace.directory())).orFail();
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private void slow(Host host) {
    Fleet.make("latency", "5", host.name(), "--kbit", KILOBITS);
  }

  private void awaitTransfer(Host host) {
    Eventually.holds(
        "some of it has arrived at " + host.name(),
        () ->
            host.run("[ \"$(du -sk %s/.clova/staging | cut -f1)\" -gt 1024 ]".formatted(root(host)))
                    .status()
                == 0);
  }

  private String sums(Host host) {
    return host.told("cd %s/bulk && sha256sum [0-9]".formatted(root(host)));
  }

  private void assertOldOrNew(String old, String wanted, Host host) {
    List<String> either = List.of((old + wanted).split("\n", -1));
    sums(host)
        .lines()
        .forEach(line -> assertTrue(either.contains(line), host.name() + ": " + line));
    assertEquals(FILES, sums(host).lines().count());
  }

  private void assertConverges(List<Host> affected, String wanted) {
    workspace.apply();
    for (Host host : affected) {
      assertEquals(wanted, sums(host));
      assertEquals("", host.told("ls %s/.clova/staging".formatted(root(host))));
    }
    workspace.assertSettled();
  }
}
