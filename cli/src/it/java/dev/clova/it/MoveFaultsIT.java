package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A Compose project whose container writes numbered records all the time, each on the disk before
 * the next, to a persistent folder and to a named volume, goes from host to host while one thing
 * after the other fails. No record is lost, none is there twice, never do two write, and the next
 * apply finishes or goes back.
 *
 * <p>The system property {@code clova.it.move.mebibytes} says how much else is in the folder.
 */
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
@EnabledIfEnvironmentVariable(named = Fleet.COMMAND, matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ResourceLock(Fleet.FIRST_TWO)
@Order(1)
class MoveFaultsIT {

  private static final int MEBIBYTES = Integer.getInteger("clova.it.move.mebibytes", 64);

  private static final String CONTAINER = "writer-writer-1";

  private static final String WRITE =
      """
      #!/bin/sh
      n=$(tail -n 1 /data/records 2>/dev/null)
      m=$(tail -n 1 /volume/records 2>/dev/null)
      trap 'exit 0' TERM
      while :; do
        n=$((n + 1)) m=$((m + 1))
        echo $n >>/data/records && sync /data/records
        echo $m >>/volume/records && sync /volume/records
        sleep 0.02
      done
      """;

  private static final String COMPOSE =
      """
      services:
        writer:
          image: fleet/busybox:1.0.0
          command: ["/bin/sh", "/write.sh"]
          restart: unless-stopped
          stop_grace_period: 3s
          volumes:
            - ./data:/data
            - ./write.sh:/write.sh:ro
            - numbers:/volume
      volumes:
        numbers:
      """;

  private final Fleet fleet = Fleet.read();
  private final List<Host> hosts =
      fleet.full(2).stream().filter(host -> host.features().contains("docker")).toList();
  private final Workspace workspace;
  private Host home = hosts.getFirst();

  MoveFaultsIT(@TempDir Path directory) {
    workspace = Workspace.in(directory, "move-faults", fleet);
  }

  @BeforeAll
  void somethingWrites() {
    assertEquals(2, hosts.size(), "two hosts with Docker");
    removeAll();
    workspace
        .on(hosts)
        .write("writer/write.sh", WRITE)
        .write("writer/compose.yaml", COMPOSE)
        .service(
            "writer", "targets = [\"%s\"]\n[sync]\npersist = [\"data\"]\n".formatted(home.name()));
    workspace.apply();
    home.told("head -c %d /dev/urandom >%s/much".formatted(MEBIBYTES << 20, data()));
  }

  @AfterEach
  void everyHostIsWell() {
    for (Host host : hosts) {
      Fleet.make("latency", "0", host.name());
      Fleet.make("free", host.name(), "/");
    }
  }

  @AfterAll
  void removeAll() {
    for (Host host : hosts) {
      host.told(
          "docker rm -f %s >/dev/null 2>&1; docker volume rm writer_numbers >/dev/null 2>&1; rm -rf %s"
              .formatted(CONTAINER, workspace.root()));
    }
  }

  /** The place that it leaves loses its power when all is over: it stays stopped there. */
  @Test
  @Order(1)
  void killedAfterTheStopItGoesOnAndTheOldPlaceStaysStopped() {
    Host old = home;
    Clova armed = workspace.clova().with("CLOVA_JAVA_OPTS", "-Dclova.crash=halt:move.left#2");
    assertEquals(137, armed.run("move", "writer", "--to", other().name(), "--yes").status());
    awaitLocks();
    assertEquals(0, writers());
    String plan = workspace.expect(0, "plan").replaceAll("\\s+", " ");
    assertTrue(plan.contains("stopped it there and was cut off; this goes on"), plan);
    workspace.expect(0, "move", "writer", "--to", other().name(), "--yes");
    assertMovedTo(other());
    Fleet.make("kill", old.name());
    Fleet.make("start", old.name());
    Eventually.holds(old.name() + " is back", () -> old.run("docker ps").status() == 0);
    assertEquals("false\n", running(old));
    assertMovedTo(home);
  }

  @Test
  @Order(2)
  void fullDiskHalfWayLeavesItRunning() {
    Host to = other();
    home.told("head -c %d /dev/urandom >%s/more".formatted(16 << 20, data()));
    Fleet.make("latency", "5", to.name(), "--kbit", "40000");
    Running move = workspace.clova().start("move", "writer", "--to", to.name(), "--yes");
    Eventually.holds(
        "it is half-way",
        () -> to.is("-s %s/.clova/moving/writer/data/data/more".formatted(workspace.root())));
    Fleet.make("full", to.name(), "/");
    Clova.Run run = move.end();
    assertEquals(3, run.status(), run.err());
    assertTrue(run.err().contains("No space left"), run.err());
    assertTrue(run.err().contains("was not stopped"), run.err());
    assertMovedTo(home);
    Fleet.make("free", to.name(), "/");
    workspace.assertSettled();
  }

  /** Just after the stop, the place that it comes from is lost, and then the one where it goes. */
  @Test
  @Order(3)
  void lostAfterTheStopItIsFinishedOrGoesBack() throws IOException {
    for (boolean source : List.of(true, false)) {
      Host lost = source ? home : other();
      Fleet.make("latency", "200", lost.name());
      Running move = workspace.clova().start("move", "writer", "--to", other().name(), "--yes");
      move.awaitSaying("]  stop ");
      Fleet.make("drop", lost.name());
      Clova.Run run = move.end();
      assertEquals(3, run.status(), run.err());
      assertTrue(run.err().contains("the connection was lost"), run.err());
      everyHostIsWell();
      awaitLocks();
      assertTrue(writers() <= 1, "two write");
      workspace.apply();
      assertMovedTo(declared());
    }
  }

  @Test
  @Order(4)
  void afterAllThatItMovesAndTheCopyGoes() {
    Host old = home;
    workspace.expect(0, "move", "writer", "--to", other().name(), "--yes");
    assertMovedTo(other());
    workspace.expect(0, "move", "--finish", "writer", "--purge", "--yes");
    assertTrue(!old.is("-e " + workspace.root() + "/writer"));
    workspace.assertSettled();
  }

  /** Where the definition says that it is: a move that went back has put it back, too. */
  private Host declared() throws IOException {
    String text = Files.readString(workspace.directory().resolve("writer/service.clova.toml"));
    return text.contains("\"" + home.name() + "\"") ? home : other();
  }

  private Host other() {
    return home.equals(hosts.getFirst()) ? hosts.getLast() : hosts.getFirst();
  }

  private String data() {
    return workspace.root() + "/writer/data";
  }

  private void awaitLocks() {
    hosts.forEach(host -> host.told("flock -w 90 %s/.clova/lock true".formatted(workspace.root())));
  }

  private static String running(Host host) {
    return host.run("docker inspect -f '{{.State.Running}}' -- " + CONTAINER).output();
  }

  private long writers() {
    return hosts.stream().filter(host -> running(host).equals("true\n")).count();
  }

  /** It writes there and nowhere else, and every record that ever was is there once. */
  private void assertMovedTo(Host host) {
    home = host;
    assertEquals("true\n", running(home));
    assertEquals(1, writers());
    assertEquals(
        "unless-stopped\n",
        home.told("docker inspect -f '{{.HostConfig.RestartPolicy.Name}}' -- " + CONTAINER));
    for (String file :
        List.of(data() + "/records", "/var/lib/docker/volumes/writer_numbers/_data/records")) {
      assertEquals("", home.told("awk '$1 != NR {print NR \": \" $0}' " + file));
      assertTrue(last(home, file) >= last(other(), file), "records were lost");
    }
  }

  private static long last(Host host, String file) {
    return Long.parseLong("0" + host.told("tail -n 1 %s 2>/dev/null || :".formatted(file)).strip());
  }
}
