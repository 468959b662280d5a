package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Either host of a move loses its power or its network for some time while data streams, the
 * service running or stopped, or just when it has begun in its new place. Meanwhile nothing begins
 * elsewhere; afterwards the plan says where it stands, and the next apply finishes or goes back.
 */
@EnabledIfSystemProperty(named = Fleet.BIG, matches = ".*")
@EnabledIfEnvironmentVariable(named = Fleet.INVENTORY, matches = ".+")
@EnabledIfEnvironmentVariable(named = Fleet.COMMAND, matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(Fleet.FIRST_TWO)
class MoveCutsIT {

  private static final long LAST = 32L << 20;

  /** How a host is lost, and what brings it back. */
  private enum Loss {
    KILL("kill", "start"),
    CUT("cut", "uncut");

    private final String does;
    private final String undoes;

    Loss(String does, String undoes) {
      this.does = does;
      this.undoes = undoes;
    }
  }

  /** How far the move is. */
  private enum Moment {
    COPYING_WHILE_IT_RUNS,
    COPYING_WHILE_IT_IS_STOPPED,
    HARDLY_BEGUN
  }

  private final MovingWriter writer;
  private final Workspace workspace;

  MoveCutsIT(@TempDir Path directory) {
    writer = MovingWriter.in(directory, "move-cuts");
    workspace = writer.workspace();
  }

  /** What it writes at the stop takes some seconds to copy, and so does its health. */
  @BeforeAll
  void somethingWrites() {
    writer.deploy(LAST, "[health]\ncommand = \"sleep 5\"\n");
  }

  @AfterEach
  void everyHostIsWell() {
    writer.mend();
  }

  @AfterAll
  void removeAll() {
    writer.remove();
  }

  static Stream<Arguments> cases() {
    return Arrays.stream(Moment.values())
        .flatMap(
            moment ->
                Arrays.stream(Loss.values())
                    .flatMap(
                        loss ->
                            Stream.of(true, false)
                                .map(isSource -> Arguments.of(moment, loss, isSource))));
  }

  @ParameterizedTest(name = "{0}, {1}, source: {2}")
  @MethodSource("cases")
  void finishedOrGoesBack(Moment moment, Loss loss, boolean isSource) {
    Host from = writer.home();
    Host to = writer.other();
    Host lost = isSource ? from : to;
    List<Host> left = List.of(isSource ? to : from);
    from.told("rm -f %s/last".formatted(writer.data()));
    to.told("rm -rf %s".formatted(writer.arriving()));
    Fleet.make("latency", "5", to.name(), "--kbit", "40000");
    Running move = writer.startMove();
    Eventually.holds(moment.toString(), () -> is(moment, from, to));
    Fleet.make(loss.does, lost.name());
    Clova.Run run = move.end();
    assertTrue(!run.err().contains("fault of Clova"), run.err());
    assertTrue(run.status() == 3 || (moment == Moment.HARDLY_BEGUN && isSource), run.err());
    long writers = writer.writers(left);

    told("plan");
    told("apply", "--yes");
    assertEquals(writers, writer.writers(left), "what runs when the other host is lost");

    Fleet.make(loss.undoes, lost.name());
    Eventually.holds(lost.name() + " is back", () -> lost.run("docker ps").status() == 0);
    writer.mend();
    writer.awaitLocks();
    assertTrue(writer.writers(writer.hosts()) <= 1, "two write");
    workspace.expect(0, "plan");
    workspace.apply();
    writer.assertAt(writer.declared());
    workspace.expect(0, "plan");
  }

  /** Nothing fails for a host that is lost, be it needed or not. */
  private void told(String... words) {
    Clova.Run run = workspace.clova().run(words);
    assertTrue(Set.of(0, 4).contains(run.status()), run.out() + run.err());
  }

  private boolean is(Moment moment, Host from, Host to) {
    return switch (moment) {
      case COPYING_WHILE_IT_RUNS -> to.is("-s " + writer.arriving() + "/much");
      case COPYING_WHILE_IT_IS_STOPPED -> to.is("-s " + writer.arriving() + "/last");
      case HARDLY_BEGUN -> !writer.isRunning(from) && writer.isRunning(to);
    };
  }
}
