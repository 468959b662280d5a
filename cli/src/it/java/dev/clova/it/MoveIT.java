package dev.clova.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A service that writes numbered records all the time goes from host to host. Whatever happens on
 * the way, no record is lost, none is there twice, and never do two write.
 *
 * <p>The system property {@code clova.it.move.mebibytes} says how much else it has.
 */
@EnabledIfEnvironmentVariable(named = "CLOVA_FLEET", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ResourceLock(value = Fleet.FIRST_TWO, mode = ResourceAccessMode.READ)
class MoveIT {

  private static final int MEBIBYTES = Integer.getInteger("clova.it.move.mebibytes", 8);

  /** Goes on where the records end; a second writer would write numbers twice. */
  private static final String RUN =
      """
      #!/bin/sh
      cd "$(dirname "$0")" || exit 1
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
          while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
          rm -f data/pid
          ;;
        status) [ -e data/pid ] && kill -0 "$(cat data/pid)" 2>/dev/null ;;
      esac
      """;

  private static final String ROOT = "/srv/clova-it/move";
  private static final String FOLDER = ROOT + "/counter";

  private final Path workspace;
  private final String sshConfig;
  private int home = 1;

  MoveIT(@TempDir Path folder) throws IOException {
    String fleet = Files.readString(Path.of(System.getenv("CLOVA_FLEET")));
    sshConfig = found("\"sshConfig\": *\"([^\"]+)\"", fleet);
    workspace = folder;
    StringBuilder text =
        new StringBuilder(
            """
            [workspace]
            id = "acceptance-move-00"
            [defaults]
            user        = "deploy"
            become      = "sudo"
            identity    = "%s"
            known_hosts = "%s"
            root        = "%s"
            """
                .formatted(
                    found("\"key\": *\"([^\"]+)\"", fleet),
                    found("\"knownHosts\": *\"([^\"]+)\"", fleet),
                    ROOT));
    for (int host = 1; host <= 2; host++) {
      String entry =
          "\"name\": *\"h%d\",\\s*\"kind\": *\"host\",\\s*\"address\": *\"([0-9.]+)\""
              .formatted(host);
      text.append(
          "[targets.h%d]\nhost = \"%s\"\nport = 2222\n".formatted(host, found(entry, fleet)));
    }
    Files.writeString(workspace.resolve("clova.toml"), text);
    Path run = Files.createDirectory(workspace.resolve("counter")).resolve("run");
    Files.writeString(run, RUN);
    Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        run.resolveSibling("service.clova.toml"),
        """
        # Where it counts.
        targets = [
          "h1",  # for now
        ]
        [command]
        start  = "./run start"
        stop   = "./run stop"
        status = "./run status"
        [health]
        command = "./run status"
        """);
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern);
    return matcher.group(1);
  }

  @BeforeAll
  void somethingWrites() {
    for (int host = 1; host <= 2; host++) {
      told(host, "pkill -f '[r]un loop'; rm -rf " + ROOT);
    }
    expect(0, "apply", "--yes");
    told(
        home,
        "cd %s/data && head -c %d /dev/urandom >much && ln much same"
            .formatted(FOLDER, MEBIBYTES << 20));
  }

  @Test
  @Order(1)
  void everyRecordIsThereOnce() {
    String sum = told(home, "sha256sum <%s/data/much".formatted(FOLDER));
    String said = move(0);
    assertTrue(said.contains("+   \"h2\",  # for now"), said);
    moved();
    assertEquals(sum, told(home, "sha256sum <%s/data/same".formatted(FOLDER)));
    assertEquals("2\n", told(home, "stat -c %%h %s/data/much".formatted(FOLDER)));
    finish();
    assertEquals("gone\n", told(other(), "[ -e %s ] || echo gone".formatted(FOLDER)));
  }

  /** The controller dies: at the stop, and at the start. */
  @Test
  @Order(2)
  void killedOnTheWayItGoesOn() throws Exception {
    for (String last : List.of("  stop ", "  start ")) {
      Path said = Files.createTempFile("clova", "said");
      Process move =
          new ProcessBuilder(
                  Clova.installed(workspace).launcher().toString(),
                  "move",
                  "counter",
                  "--to",
                  "h" + other(),
                  "--yes")
              .directory(workspace.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      while (move.isAlive() && !Files.readString(said).contains("]" + last)) {
        Thread.onSpinWait();
      }
      move.destroyForcibly().waitFor();
      for (int host = 1; host <= 2; host++) {
        told(host, "flock -w 30 %s/.clova/lock true".formatted(ROOT));
      }
      assertTrue(writers() <= 1, "two writers");
      expect(0, "apply", "--yes");
      moved();
      finish();
    }
  }

  /** Somebody else writes to the data of the stopped service: it is begun again where it was. */
  @Test
  @Order(3)
  void copyThatCannotBeExactGoesBack() {
    told(
        home,
        """
        cd %s/data
        nohup sh -c 'while :; do date >>other; sleep 0.05; done' </dev/null >/dev/null 2>&1 &
        echo $! >/run/clova-it-other
        """
            .formatted(FOLDER));
    String said = move(3);
    told(home, "kill $(cat /run/clova-it-other)");
    assertTrue(said.contains("runs again as before"), said);
    assertTrue(said.contains("`counter/service.clova.toml` is as it was."), said);
    assertEquals(1, writers());
    assertEquals("gone\n", told(other(), "[ -e %s ] || echo gone".formatted(FOLDER)));
    assertTrue(expect(0, "plan").startsWith("No changes."));
  }

  /** Nothing changes, not even the file, and it runs on. */
  @Test
  @Order(4)
  void placeThatIsOutOfReachIsNoPlaceToGo() throws IOException {
    Path file = workspace.resolve("clova.toml");
    String text = Files.readString(file);
    Files.writeString(file, text + "[targets.nowhere]\nhost = \"127.0.0.1\"\nport = 9\n");
    String said = expect(4, "move", "counter", "--to", "nowhere", "--yes");
    assertTrue(said.contains("`counter/service.clova.toml` is as it was."), said);
    Files.writeString(file, text);
    assertTrue(expect(0, "plan").startsWith("No changes."));
    assertEquals(1, writers());
  }

  private int other() {
    return 3 - home;
  }

  private String move(int status) {
    return expect(status, "move", "counter", "--to", "h" + other(), "--yes");
  }

  private void finish() {
    expect(0, "move", "--finish", "counter", "--yes");
    assertTrue(expect(0, "plan").startsWith("No changes."));
  }

  private int writers() {
    int writers = 0;
    for (int host = 1; host <= 2; host++) {
      writers += Integer.parseInt(told(host, "pgrep -fc '[r]un loop' || :").strip());
    }
    return writers;
  }

  /** It writes in the other place, and there alone, and all that it ever wrote is there once. */
  private void moved() {
    home = other();
    assertEquals(1, writers());
    String twiceOrMissing = "awk '$1 != NR {print NR \": \" $0}' %s/data/records";
    assertEquals("", told(home, twiceOrMissing.formatted(FOLDER)));
    assertTrue(records(home) >= records(other()), "records were lost");
  }

  private long records(int host) {
    return Long.parseLong(told(host, "tail -n 1 %s/data/records".formatted(FOLDER)).strip());
  }

  private String expect(int status, String... arguments) {
    Clova.Run run = Clova.installed(workspace).run(arguments);
    assertEquals(status, run.status(), () -> String.join(" ", arguments) + "\n" + run);
    return run.out() + run.err();
  }

  private String told(int host, String script) {
    try {
      Process ssh =
          new ProcessBuilder("ssh", "-F", sshConfig, "-l", "root", "h" + host, "sh")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (OutputStream in = ssh.getOutputStream()) {
        in.write(script.getBytes(StandardCharsets.UTF_8));
      }
      String out = new String(ssh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      ssh.waitFor();
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
