package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.transport.Prompt;
import dev.clova.engine.transport.SshSettings;
import dev.clova.engine.transport.SshTransport;
import dev.clova.engine.transport.Sshd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the controller at every step of a move of a service that writes numbered
 * records all the time, between two roots behind a real OpenSSH server: no record is lost, none is
 * there twice, never do two write, and the next apply finishes the move or goes back.
 *
 * <p>The system property {@code clova.test.kills} says at which points: a regular expression, such
 * as {@code .*}.
 */
class MoveKillTest {

  /**
   * Without it: after each part of a move, and while the stop, the files and the start are done.
   */
  private static final String POINTS =
      System.getProperty("clova.test.kills", "move\\..*|batch\\.begin#[158]");

  private static final int KILLED = 137;

  /** Goes on where the records end; a second writer would write numbers twice. */
  private static final String RUN =
      """
      #!/bin/sh
      mkdir -p data
      case $1 in
        start)
          nohup ./run loop </dev/null >/dev/null 2>&1 &
          echo $! >data/pid
          ;;
        loop)
          n=$(tail -n 1 data/records 2>/dev/null)
          while :; do n=$((n + 1)); echo $n >>data/records; sleep 0.02; done
          ;;
        stop)
          pid=$(cat data/pid 2>/dev/null) || exit 0
          kill "$pid" 2>/dev/null
          while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
          rm -f data/pid
          ;;
        status) [ -e data/pid ] && kill -0 "$(cat data/pid)" 2>/dev/null ;;
      esac
      """;

  private final Path folder;
  private final Sshd sshd;
  private final LocalWorkspace workspace;

  MoveKillTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.sshd = new Sshd(Files.createDirectory(folder.resolve("sshd")));
    this.workspace = new LocalWorkspace(folder, transport(folder));
    Files.writeString(
        folder.resolve("known_hosts"),
        "[127.0.0.1]:%d %s\n".formatted(sshd.port(), sshd.hostKey()));
    StringBuilder text = new StringBuilder("[workspace]\nid = \"k3v9t2mqk3v9t2mq\"\n");
    for (String target : List.of("a", "b")) {
      text.append(
          """
          [targets.%s]
          host = "127.0.0.1"
          port = %d
          user = "%s"
          identity = "%s"
          known_hosts = "%s"
          root = "%s"
          """
              .formatted(
                  target,
                  sshd.port(),
                  Sshd.user(),
                  sshd.identity(),
                  folder.resolve("known_hosts"),
                  workspace.root(target)));
    }
    workspace.write(workspace.workspace().resolve("clova.toml"), text.toString());
    Path run = workspace.workspace().resolve("counter/run");
    workspace.write(run, RUN);
    Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
    place("a");
  }

  private static SshTransport transport(Path folder) {
    return new SshTransport(
        new SshSettings(
            folder,
            Sshd.user(),
            folder.resolve("none"),
            folder.resolve("none"),
            folder.resolve("none"),
            Map.of(),
            Duration.ofSeconds(2),
            3,
            Duration.ofSeconds(30),
            false,
            new SecureRandom()),
        Prompt.nobody());
  }

  @BeforeEach
  void somethingWrites() {
    workspace.apply();
  }

  @AfterEach
  void end() throws Exception {
    for (String target : List.of("a", "b")) {
      pid(target).flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
    }
    workspace.close();
    sshd.close();
  }

  /** The controller that is killed: moves to where the definition says. */
  static final class Controller {

    private Controller() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      try (LocalWorkspace workspace = new LocalWorkspace(folder, transport(folder))) {
        workspace.pass(Duration.between(workspace.now(), Instant.parse(arguments[1])));
        workspace.apply();
      }
    }
  }

  @Test
  void killedAtAnyStepItIsFinishedOrGoesBack() throws Exception {
    List<String> points = points();
    assertTrue(points.size() > 7, points::toString);
    String home = "a";
    for (int i = 0; i < points.size(); i++) {
      String at = points.get(i);
      String from = home;
      String to = other(from);
      place(to);
      assertEquals(KILLED, controller("halt:" + at), at);
      awaitLocks();
      assertTrue(writers() <= 1, () -> at + ": two write");
      nothingBeginsWithoutTheData(at, from, to);
      home = i % 2 == 0 ? to : from;
      place(home);
      workspace.apply();
      assertHome(at, home);
    }
  }

  /** All points that a whole move passes. */
  private List<String> points() throws Exception {
    Path passed = folder.resolve("passed");
    place("b");
    workspace.apply();
    place("a");
    assertEquals(0, controller("record:" + passed));
    assertHome("a whole move", "a");
    return Files.readAllLines(passed).stream().filter(point -> point.matches(POINTS)).toList();
  }

  /** Runs the controller to its end, or to the point at which it dies. */
  private int controller(String crash) throws Exception {
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Dclova.crash=" + crash,
                "-cp",
                System.getProperty("java.class.path"),
                Controller.class.getName(),
                folder.toString(),
                workspace.now().toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    int status = process.waitFor();
    assertTrue(status == 0 || status == KILLED, Files.readString(said));
    return status;
  }

  /** While the old place cannot be reached, the service begins elsewhere only if all is there. */
  private void nothingBeginsWithoutTheData(String at, String from, String to) {
    workspace.away(from);
    boolean begins =
        workspace.plan().plan().actions().stream()
            .anyMatch(action -> action.at().placement().target().equals(to));
    workspace.back(from);
    if (begins) {
      assertEquals(records(from), records(to), at);
    }
  }

  private void assertHome(String at, String home) throws InterruptedException {
    assertTrue(isWriting(home), () -> at + ": nothing writes");
    assertFalse(isWriting(other(home)), () -> at + ": the old one writes");
    List<String> records = records(home);
    for (int i = 0; i < records.size(); i++) {
      assertEquals(String.valueOf(i + 1), records.get(i), at);
    }
    List<String> before = records(other(home));
    assertEquals(before, records.subList(0, before.size()), at);
  }

  private static String other(String target) {
    return target.equals("a") ? "b" : "a";
  }

  private int writers() {
    return (isWriting("a") ? 1 : 0) + (isWriting("b") ? 1 : 0);
  }

  private boolean isWriting(String target) {
    return pid(target).flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive).isPresent();
  }

  private Optional<Long> pid(String target) {
    Path pid = data(target).resolve("pid");
    try {
      return Files.exists(pid)
          ? Optional.of(Long.parseLong(Files.readString(pid).strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> records(String target) {
    Path records = data(target).resolve("records");
    try {
      return Files.exists(records) ? Files.readAllLines(records) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was begun on the targets has ended with the controller. */
  private void awaitLocks() throws Exception {
    for (String target : List.of("a", "b")) {
      Path lock = workspace.root(target).resolve(".clova/lock");
      int status =
          new ProcessBuilder("flock", "-w", "60", lock.toString(), "true").start().waitFor();
      assertEquals(0, status, () -> "`" + target + "` stays locked");
    }
  }

  private Path data(String target) {
    return workspace.root(target).resolve("counter/data");
  }

  /** Declares where the service is. */
  private void place(String target) {
    workspace.write(
        workspace.workspace().resolve("counter/service.clova.toml"),
        """
        targets = ["%s"]
        [sync]
        persist = ["data"]
        [command]
        start = "./run start"
        stop = "./run stop"
        status = "./run status"
        """
            .formatted(target));
  }
}
