package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
 * A service that writes numbered records all the time goes from host to host while one thing after
 * the other fails. No record is lost, none is there twice, never do two write, and the next apply
 * finishes or goes back.
 */
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
@EnabledIfEnvironmentVariable(named = Fleet.COMMAND, matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ResourceLock(Fleet.FIRST_TWO)
@Order(1)
class MoveFaultsIT {

  private final MovingWriter writer;
  private final Workspace workspace;

  MoveFaultsIT(@TempDir Path directory) {
    writer = MovingWriter.in(directory, "move-faults");
    workspace = writer.workspace();
  }

  @BeforeAll
  void somethingWrites() {
    writer.deploy(0, "");
  }

  @AfterEach
  void everyHostIsWell() {
    writer.mend();
  }

  @AfterAll
  void removeAll() {
    writer.remove();
  }

  /** The place that it leaves loses its power when all is over: it stays stopped there. */
  @Test
  @Order(1)
  void killedAfterTheStopItGoesOnAndTheOldPlaceStaysStopped() {
    Host old = writer.home();
    Host other = writer.other();
    Clova armed = workspace.clova().with("CLOVA_JAVA_OPTS", "-Dclova.crash=halt:move.left#2");
    assertEquals(137, armed.run("move", "writer", "--to", other.name(), "--yes").status());
    writer.awaitLocks();
    assertEquals(0, writer.writers(writer.hosts()));
    String plan = workspace.expect(0, "plan").replaceAll("\\s+", " ");
    assertTrue(plan.contains("stopped it there and was cut off; this goes on"), plan);
    workspace.expect(0, "move", "writer", "--to", other.name(), "--yes");
    writer.assertAt(other);
    Fleet.make("kill", old.name());
    Fleet.make("start", old.name());
    Eventually.holds(old.name() + " is back", () -> old.run("docker ps").status() == 0);
    assertFalse(writer.isRunning(old));
    writer.assertAt(other);
  }

  @Test
  @Order(2)
  void fullDiskHalfWayLeavesItRunning() {
    Host to = writer.other();
    writer.home().told("head -c %d /dev/urandom >%s/more".formatted(16 << 20, writer.data()));
    Fleet.make("latency", "5", to.name(), "--kbit", "40000");
    Running move = writer.startMove();
    Eventually.holds("it is half-way", () -> to.is("-s " + writer.arriving() + "/more"));
    Fleet.make("full", to.name(), "/");
    Clova.Run run = move.end();
    assertEquals(3, run.status(), run.err());
    assertTrue(run.err().contains("No space left"), run.err());
    assertTrue(run.err().contains("was not stopped"), run.err());
    writer.assertAt(writer.home());
    Fleet.make("free", to.name(), "/");
    workspace.assertSettled();
  }

  /** Just after the stop, the place that it comes from is lost, and then the one where it goes. */
  @Test
  @Order(3)
  void lostAfterTheStopItIsFinishedOrGoesBack() {
    for (boolean source : List.of(true, false)) {
      Host lost = source ? writer.home() : writer.other();
      Fleet.make("latency", "200", lost.name());
      Running move = writer.startMove();
      move.awaitSaying("]  stop ");
      Fleet.make("drop", lost.name());
      Clova.Run run = move.end();
      assertEquals(3, run.status(), run.err());
      assertTrue(run.err().contains("the connection was lost"), run.err());
      writer.mend();
      writer.awaitLocks();
      assertTrue(writer.writers(writer.hosts()) <= 1, "two write");
      workspace.apply();
      writer.assertAt(writer.declared());
    }
  }

  @Test
  @Order(4)
  void afterAllThatItMovesAndTheCopyGoes() {
    Host old = writer.home();
    Host other = writer.other();
    workspace.expect(0, "move", "writer", "--to", other.name(), "--yes");
    writer.assertAt(other);
    workspace.expect(0, "move", "--finish", "writer", "--purge", "--yes");
    assertTrue(!old.is("-e " + workspace.root() + "/writer"));
    workspace.assertSettled();
  }
}
