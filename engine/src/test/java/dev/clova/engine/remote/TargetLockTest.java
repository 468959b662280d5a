package dev.clova.engine.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.remote.TargetLock.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With {@code flock} and, on a path without it, with a link. */
final class TargetLockTest {

  private static final String ALL =
      """
      dash, true
      bash, true
      busybox sh, true
      dash, false
      bash, false
      busybox sh, false
      """;

  private final Path folder;
  private final Path root;
  private final LocalConnection connection = LocalConnection.of("sh");

  TargetLockTest(@TempDir Path folder) {
    this.folder = folder;
    this.root = folder.resolve("srv/it's here");
  }

  @AfterEach
  void killWhatIsLeft() {
    connection.close();
  }

  @ParameterizedTest
  @CsvSource(textBlock = ALL)
  void ofManyExactlyOneHasIt(String shell, boolean flock) throws IOException {
    for (int round = 0; round < 4; round++) {
      List<RemoteShell> shells = new ArrayList<>();
      IntStream.range(0, 8).forEach(i -> shells.add(open(shell, flock)));
      shells.forEach(RemoteShell::process);
      List<TargetLock> attempts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        attempts.add(TargetLock.send(shells.get(i), root.toString(), "holder " + i));
      }
      List<Answer> answers = attempts.stream().map(TargetLock::await).toList();
      int winner = answers.indexOf(new Answer.Locked());
      assertTrue(winner >= 0, answers::toString);
      for (int i = 0; i < 8; i++) {
        if (i != winner) {
          String told = assertInstanceOf(Answer.Busy.class, answers.get(i)).holder();
          assertTrue(told.isEmpty() || told.equals("holder " + winner), told);
        }
      }
      Answer later = TargetLock.send(shells.get((winner + 1) % 8), root.toString(), "").await();
      assertEquals(new Answer.Busy("holder " + winner), later);
      shells.forEach(RemoteShell::close);
      Eventually.holds(
          Duration.ofSeconds(9),
          () -> connection.processes().stream().noneMatch(Process::isAlive),
          "all have left");
    }
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(".clova"))));
  }

  @ParameterizedTest
  @CsvSource(textBlock = ALL)
  void itEndsWithItsHolderHoweverThatEnds(String shell, boolean flock) {
    RemoteShell first = open(shell, flock);
    RemoteShell second = open(shell, flock);
    assertEquals(new Answer.Locked(), TargetLock.send(first, root.toString(), "a").await());
    assertEquals(new Answer.Busy("a"), TargetLock.send(second, root.toString(), "b").await());
    connection.processes().getFirst().destroyForcibly();
    Eventually.holds(
        Duration.ofSeconds(9),
        () -> TargetLock.send(second, root.toString(), "b").await() instanceof Answer.Locked,
        "the lock of a killed holder is free");
    second.close();
    RemoteShell third = open(shell, flock);
    Eventually.holds(
        Duration.ofSeconds(9),
        () -> TargetLock.send(third, root.toString(), "c").await() instanceof Answer.Locked,
        "the lock of a closed shell is free");
    assertTrue(TargetLock.drop(third).await().succeeded());
    RemoteShell fourth = open(shell, flock);
    assertEquals(new Answer.Locked(), TargetLock.send(fourth, root.toString(), "d").await());
  }

  @Test
  void aHolderThatIsJustEndingIsWaitedFor() {
    RemoteShell ending = open("dash", true);
    RemoteShell next = open("dash", true);
    assertEquals(new Answer.Locked(), TargetLock.send(ending, root.toString(), "a").await());
    TargetLock attempt = TargetLock.send(next, root.toString(), "b");
    ending.close();
    assertEquals(new Answer.Locked(), attempt.await());
  }

  @ParameterizedTest
  @CsvSource(textBlock = ALL)
  void whoHoldsItIsSeenWithoutTakingIt(String shell, boolean flock) {
    RemoteShell holder = open(shell, flock);
    RemoteShell looker = open(shell, flock);
    assertEquals("", seen(looker));
    assertEquals(new Answer.Locked(), TargetLock.send(holder, root.toString(), "it's me").await());
    assertEquals("it's me", seen(looker));
    assertTrue(TargetLock.drop(holder).await().succeeded());
    assertEquals("", seen(looker));
  }

  private String seen(RemoteShell looker) {
    FrameList frames = new FrameList(1000);
    ShellText look =
        ShellText.lines(
            ShellText.of("cd ").plus(ShellText.word(root.toString())).plus(" 2>/dev/null"),
            TargetLock.look(),
            ShellText.of(":"));
    assertTrue(looker.run(Request.of(look), frames).succeeded());
    return frames.all().getFirst().text();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void workForTheHolderIsSkippedWithoutTheLock(boolean flock) {
    Request work = Request.of(ShellText.of("cat >/dev/null; exit 5")).onlyUnderLock();
    Request fed = work.with(Payload.of(new byte[100_000]));
    RemoteShell first = open("dash", flock);
    RemoteShell second = open("dash", flock);
    assertEquals(new Reply.NotRun(Reply.Reason.NOT_LOCKED, ""), first.run(work, FrameSink.none()));
    TargetLock won = TargetLock.send(first, root.toString(), "a");
    Exchange done = first.send(fed, FrameSink.none());
    assertEquals(new Answer.Locked(), won.await());
    assertEquals(new Reply.Ended(5, ""), done.await());
    TargetLock lost = TargetLock.send(second, root.toString(), "b");
    Exchange skipped = second.send(fed, FrameSink.none());
    Exchange other = second.send(Request.of(ShellText.of("exit 6")), FrameSink.none());
    assertEquals(new Answer.Busy("a"), lost.await());
    assertEquals(new Reply.NotRun(Reply.Reason.NOT_LOCKED, ""), skipped.await());
    assertEquals(new Reply.Ended(6, ""), other.await());
    assertTrue(TargetLock.drop(first).await().succeeded());
    assertInstanceOf(Reply.NotRun.class, first.run(work, FrameSink.none()));
  }

  @Test
  void aDaemonThatWasStartedUnderTheLockDoesNotKeepIt() throws IOException {
    Path pid = folder.resolve("pid");
    RemoteShell first = open("dash", true);
    assertEquals(new Answer.Locked(), TargetLock.send(first, root.toString(), "a").await());
    String daemon = "sleep 600 & echo $! >" + pid;
    Request start =
        Request.of(
            ShellText.lines(
                ForeignCommand.functions(),
                ForeignCommand.run(Duration.ofMinutes(1), 1000, folder + "/out", daemon)));
    assertTrue(first.run(start, FrameSink.none()).succeeded());
    first.close();
    RemoteShell second = open("dash", true);
    Eventually.holds(
        Duration.ofSeconds(9),
        () -> TargetLock.send(second, root.toString(), "b").await() instanceof Answer.Locked,
        "the lock is free");
    ProcessHandle running =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    assertTrue(running.destroyForcibly());
  }

  /** Or the next one would look at a service that is just being stopped, and find it running. */
  @Test
  void aForeignCommandKeepsItUntilItEnds() throws IOException {
    Path begun = folder.resolve("begun");
    Path go = folder.resolve("go");
    RemoteShell first = open("dash", true);
    assertEquals(new Answer.Locked(), TargetLock.send(first, root.toString(), "a").await());
    String stop = ": >" + begun + "; while [ ! -e " + go + " ]; do sleep 0.1; done";
    Request work =
        Request.of(
            ShellText.lines(
                ForeignCommand.functions(),
                ForeignCommand.run(Duration.ofMinutes(1), 1000, folder + "/out", stop)));
    Exchange unused = first.send(work, FrameSink.none());
    Eventually.holds(Duration.ofSeconds(9), () -> Files.exists(begun), "it has begun");
    first.close();
    RemoteShell second = open("dash", true);
    assertEquals(new Answer.Busy(""), TargetLock.send(second, root.toString(), "b").await());
    Files.createFile(go);
    Eventually.holds(
        Duration.ofSeconds(9),
        () -> TargetLock.send(second, root.toString(), "b").await() instanceof Answer.Locked,
        "the lock is free");
  }

  @Test
  void thereIsNoLockInAFolderThatIsNotOurs() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createDirectories(root);
    Files.createSymbolicLink(root.resolve(".clova"), elsewhere);
    Path file = Files.createFile(folder.resolve("file"));
    RemoteShell shell = open("dash", true);
    assertEquals(
        new Answer.Refused(TargetLock.Why.NOT_OURS, ""),
        TargetLock.send(shell, root.toString(), "a").await());
    Answer.Refused noRoot =
        assertInstanceOf(Answer.Refused.class, TargetLock.send(shell, file + "/sub", "a").await());
    assertEquals(TargetLock.Why.NO_ROOT, noRoot.why());
    assertTrue(noRoot.said().startsWith("mkdir: "), noRoot.said());
    try (var made = Files.list(elsewhere)) {
      assertEquals(List.of(), made.toList());
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = ALL)
  void holderIsToldForAsLongAsItHasTheLock(String shell, boolean flock) {
    Session asking =
        new Session(
            "vps", connection, open(shell, flock), new Privilege.None(), new SecureRandom());
    assertEquals(new TargetLock.Holding.Free(""), TargetLock.tell(asking, root.toString()));
    RemoteShell holding = open(shell, flock);
    assertEquals(
        new Answer.Locked(), TargetLock.send(holding, root.toString(), "ann since noon").await());
    TargetLock.Holding held = new TargetLock.Holding.Held("ann since noon");
    assertEquals(held, TargetLock.tell(asking, root.toString()));
    assertEquals(held, TargetLock.tell(asking, root.toString()));
    holding.close();
    Eventually.holds(
        Duration.ofSeconds(10),
        () -> TargetLock.tell(asking, root.toString()) instanceof TargetLock.Holding.Free,
        "the lock is free");
  }

  private RemoteShell open(String shell, boolean flock) {
    try {
      List<String> tools =
          List.of("dd", "cat", "ln", "rm", "mkdir", "setsid", "dash", "bash", "busybox");
      String path =
          flock ? ShellProgram.USUAL.path() : Tools.only(folder.resolve("bin"), tools).toString();
      return Shells.open(connection, new Privilege.None(), new ShellProgram(shell, path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
