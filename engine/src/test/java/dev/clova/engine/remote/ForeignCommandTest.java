package dev.clova.engine.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.remote.ForeignCommand.How;
import dev.clova.engine.remote.ForeignCommand.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForeignCommandTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Path folder;
  private final LocalConnection connection = LocalConnection.of("sh");

  ForeignCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void killWhatIsLeft() throws IOException {
    connection.close();
    pidIn("daemon").ifPresent(ProcessHandle::destroyForcibly);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh", "zsh --emulate sh"})
  void statusAndOutputComeBack(String shell) {
    FrameList frames = run(shell, MINUTE, "echo out; echo err >&2; cat; umask; exit 9");
    assertEquals(Optional.of(new Outcome(9, How.EXITED)), outcome(frames));
    assertEquals("out\nerr\n0022\n", frames.all().getFirst().text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void aDaemonThatHoldsOnToEverythingDoesNotHoldUs(String shell) throws Exception {
    FrameList frames =
        run(shell, MINUTE, "sleep 600 & echo $! >" + folder.resolve("daemon") + "; echo started");
    assertEquals(Optional.of(new Outcome(0, How.EXITED)), outcome(frames));
    assertEquals("started\n", frames.all().getFirst().text());
    ProcessHandle daemon = pidIn("daemon").orElseThrow();
    assertTrue(daemon.isAlive());
    for (Path descriptor : descriptors(daemon.pid())) {
      String opened = Files.readSymbolicLink(descriptor).toString();
      assertTrue(
          opened.equals("/dev/null") || opened.equals(folder.resolve("output").toString()),
          () -> descriptor + " is " + opened);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void theTimeLimitEndsAllOfIt(String shell) throws Exception {
    FrameList frames =
        run(
            shell,
            Duration.ofSeconds(1),
            "sleep 600 & echo $! >" + folder.resolve("daemon") + "; echo before; sleep 600; echo");
    assertEquals(How.TOO_LONG, outcome(frames).orElseThrow().how());
    assertTrue(frames.all().getFirst().text().startsWith("before\n"));
    long daemon = Long.parseLong(Files.readString(folder.resolve("daemon")).strip());
    Eventually.holds(Duration.ofSeconds(9), () -> !alive(daemon), "its child was ended");
  }

  @Test
  void endlessOutputIsEnded() {
    FrameList frames = run("dash", MINUTE, "exec yes");
    assertEquals(How.TOO_LOUD, outcome(frames).orElseThrow().how());
    assertEquals(64 * 1024, frames.all().getFirst().body().length);
  }

  @Test
  void aLostSessionLeavesTheCommandToItsOwnLimit() {
    Path done = folder.resolve("done");
    Path begun = folder.resolve("begun");
    RemoteShell remote = Shells.open(connection, "/bin/sh");
    String text =
        ": >%s; while [ ! -e %s ]; do sleep 0.1; done; : >%s"
            .formatted(begun, folder.resolve("go"), done);
    Exchange exchange = remote.send(request(MINUTE, text), FrameSink.none());
    Eventually.holds(Duration.ofSeconds(9), () -> Files.exists(begun), "the command runs");
    connection.processes().getFirst().destroyForcibly();
    remote.close();
    assertFalse(exchange.await() instanceof Reply.Ended);
    assertFalse(Files.exists(done));
    assertTrue(folder.resolve("go").toFile().mkdir());
    Eventually.holds(Duration.ofSeconds(9), () -> Files.exists(done), "the command went on");
  }

  /** As a guard does it that does not hear of us any more. */
  @Test
  void aKilledSessionLeavesTheLimitInForce() throws Exception {
    Path pid = folder.resolve("daemon");
    RemoteShell remote = Shells.open(connection, "/bin/sh");
    String text = "echo $$ >%s; exec sleep 600".formatted(pid);
    Exchange exchange = remote.send(request(Duration.ofSeconds(2), text), FrameSink.none());
    Eventually.holds(Duration.ofSeconds(9), () -> pid.toFile().length() > 0, "the command runs");
    long group = remote.process().orElseThrow().group();
    assertEquals(0, new ProcessBuilder("kill", "-KILL", "--", "-" + group).start().waitFor());
    assertFalse(exchange.await() instanceof Reply.Ended);
    long command = Long.parseLong(Files.readString(pid).strip());
    Eventually.holds(Duration.ofSeconds(9), () -> !alive(command), "its limit ended it");
  }

  /** It is the only one of its kind in its shell, and whatever that waits for is its own. */
  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void itsShellIsItsOwn(String shell) {
    FrameList frames =
        run(
            shell,
            MINUTE,
            "wait; echo $# ${LC_ALL-none}; [ $$ = $(ps -o sid= -p $$) ] && echo leads; exit 3");
    assertEquals(Optional.of(new Outcome(3, How.EXITED)), outcome(frames));
    assertEquals("0 none\nleads\n", frames.all().getFirst().text());
  }

  private FrameList run(String shell, Duration limit, String text) {
    FrameList frames = new FrameList(1 << 20);
    try (RemoteShell remote = Shells.open(connection, shell)) {
      Reply reply = remote.run(request(limit, text), frames);
      assertTrue(reply instanceof Reply.Ended, reply::toString);
    }
    return frames;
  }

  private Request request(Duration limit, String text) {
    return Request.of(
        ShellText.lines(
            ForeignCommand.functions(),
            ForeignCommand.run(limit, 1 << 20, folder.resolve("output").toString(), text)));
  }

  private static Optional<Outcome> outcome(FrameList frames) {
    return ForeignCommand.outcome(frames.all().getFirst().frame());
  }

  private Optional<ProcessHandle> pidIn(String file) throws IOException {
    Path path = folder.resolve(file);
    return Files.exists(path)
        ? ProcessHandle.of(Long.parseLong(Files.readString(path).strip()))
        : Optional.empty();
  }

  private static List<Path> descriptors(long pid) throws IOException {
    try (var files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return files.toList();
    }
  }

  /** Also a process that nobody has waited for counts as gone. */
  private static boolean alive(long pid) {
    try {
      return !Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
    } catch (IOException e) {
      return false;
    }
  }
}
