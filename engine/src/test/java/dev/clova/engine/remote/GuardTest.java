package dev.clova.engine.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clova.engine.transport.Connection;
import dev.clova.engine.transport.RemoteProcess;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardTest {

  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final Guard.Times NEVER =
      new Guard.Times(Duration.ofHours(1), Duration.ofHours(1));

  private final Path folder;
  private final LocalConnection workers = LocalConnection.of("sh").sparing();
  private final LocalConnection guards = LocalConnection.of("sh").sparing();

  GuardTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void killWhatIsLeft() {
    workers.close();
    guards.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void workEndsWhenTheControllerDoes(String shell) throws Exception {
    RemoteShell worker = Shells.open(workers, shell);
    RemoteShell guard = Shells.open(guards, shell);
    Exchange work = worker.send(stubborn(), FrameSink.none());
    assertInstanceOf(Guard.Answer.Watching.class, Guard.over(guard, worker, NEVER));
    long child = child();
    guard.close();
    Eventually.holds(BOUND, () -> !alive(child), "the work has ended");
    Eventually.holds(BOUND, () -> !workers.processes().getFirst().isAlive(), "and its shell");
    Eventually.holds(BOUND, () -> !guards.processes().getFirst().isAlive(), "and the guard");
    assertInstanceOf(Reply.Unknown.class, work.await());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void workEndsWhenTheControllerFallsSilent(String shell) throws Exception {
    RemoteShell worker = Shells.open(workers, shell);
    RemoteShell guard = Shells.open(guards, shell);
    Exchange work = worker.send(stubborn(), FrameSink.none());
    Guard.Times frozen = new Guard.Times(Duration.ofHours(1), Duration.ofSeconds(1));
    assertInstanceOf(Guard.Answer.Watching.class, Guard.over(guard, worker, frozen));
    long child = child();
    Eventually.holds(BOUND.plusSeconds(1), () -> !alive(child), "the work has ended");
    assertInstanceOf(Reply.Unknown.class, work.await());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void signsOfLifeKeepTheWorkAlive(String shell) {
    RemoteShell worker = Shells.open(workers, shell);
    RemoteShell second = Shells.open(guards, shell);
    Guard.Times lively = new Guard.Times(Duration.ofMillis(200), Duration.ofSeconds(3));
    Guard guard =
        assertInstanceOf(Guard.Answer.Watching.class, Guard.over(second, worker, lively)).guard();
    Reply reply = worker.run(Request.of(ShellText.of("sleep 5")), FrameSink.none());
    assertTrue(reply.succeeded(), reply::toString);
    guard.close();
    Eventually.holds(BOUND, () -> !guards.processes().getFirst().isAlive(), "the guard ended");
    assertTrue(worker.run(Request.of(ShellText.of(":")), FrameSink.none()).succeeded());
  }

  @Test
  void foreignCommandsAreLeftToTheirOwnLimit() throws Exception {
    RemoteShell worker = Shells.open(workers, "/bin/sh");
    RemoteShell second = Shells.open(guards, "/bin/sh");
    String command = "echo $$ >%s; exec sleep 600".formatted(folder.resolve("pid"));
    Exchange work =
        worker.send(
            Request.of(
                ShellText.lines(
                    ForeignCommand.functions(),
                    ForeignCommand.run(
                        Duration.ofMinutes(1), 1000, folder.resolve("out").toString(), command))),
            FrameSink.none());
    assertInstanceOf(Guard.Answer.Watching.class, Guard.over(second, worker, NEVER));
    long child = child();
    second.close();
    assertInstanceOf(Reply.Unknown.class, work.await());
    Eventually.holds(BOUND, () -> !guards.processes().getFirst().isAlive(), "the guard ended");
    assertTrue(alive(child));
    assertTrue(ProcessHandle.of(child).orElseThrow().destroyForcibly());
  }

  @Test
  void workThatWeGaveUpIsEndedWithTheGuard() throws Exception {
    RemoteShell worker = Shells.open(workers, "/bin/sh");
    RemoteShell second = Shells.open(guards, "/bin/sh");
    Limits brief = Limits.USUAL.within(Duration.ofMillis(500), Duration.ofMinutes(1));
    Exchange work = worker.send(stubborn().within(brief), FrameSink.none());
    Guard guard =
        assertInstanceOf(Guard.Answer.Watching.class, Guard.over(second, worker, NEVER)).guard();
    long child = child();
    assertInstanceOf(Reply.Unknown.class, work.await());
    assertTrue(alive(child));
    guard.close();
    Eventually.holds(BOUND, () -> !alive(child), "the work has ended");
  }

  @Test
  void workAsAnotherUserEndsToo() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"));
    assertTrue(folder.toFile().setWritable(true, false));
    assertTrue(folder.toFile().setExecutable(true, false));
    RemoteShell worker = Shells.open(workers, "/bin/sh");
    RemoteShell second = Shells.open(guards, "/bin/sh");
    Exchange work = worker.send(stubborn().asUser("nobody"), FrameSink.none());
    assertInstanceOf(Guard.Answer.Watching.class, Guard.over(second, worker, NEVER));
    long child = child();
    assertEquals("nobody", ProcessHandle.of(child).flatMap(p -> p.info().user()).orElseThrow());
    second.close();
    Eventually.holds(BOUND, () -> !alive(child), "the work has ended");
    assertInstanceOf(Reply.Unknown.class, work.await());
  }

  @Test
  void whatHasEndedIsNotGuarded() {
    RemoteShell worker = Shells.open(workers, "/bin/sh");
    assertTrue(worker.process().isPresent());
    worker.close();
    Eventually.holds(BOUND, () -> !workers.processes().getFirst().isAlive(), "the shell ended");
    RemoteShell second = Shells.open(guards, "/bin/sh");
    assertInstanceOf(Guard.Answer.NothingToGuard.class, Guard.over(second, worker, NEVER));
  }

  @Test
  void aTargetWithOneShellOnlyIsTold() {
    RemoteShell worker = Shells.open(workers, "/bin/sh");
    RemoteShell second = Shells.open(LocalConnection.of("false"), "/bin/sh");
    assertInstanceOf(Guard.Answer.NoSecondShell.class, Guard.over(second, worker, NEVER));
    Guard.Answer refused =
        Guard.over(new Full(), "nuc", new Privilege.None(), new SecureRandom(), worker, NEVER);
    assertEquals(
        "no more sessions",
        assertInstanceOf(Guard.Answer.NoSecondShell.class, refused)
            .problem()
            .map(Problem::detail)
            .orElseThrow());
    assertTrue(worker.run(Request.of(ShellText.of(":")), FrameSink.none()).succeeded());
  }

  /** A connection that has all the sessions that its server allows. */
  private static final class Full implements Connection {
    @Override
    public RemoteProcess start(String command) {
      throw new ClovaException(Problem.of(ProblemCode.UNREACHABLE, "no more sessions", ""));
    }

    @Override
    public void close() {}
  }

  /** Work that takes no notice of a polite request to end. */
  private Request stubborn() {
    return Request.of(
        ShellText.lines(
            ShellText.set("pid", folder.resolve("pid").toString()),
            ShellText.of("trap '' TERM; sh -c 'echo $$ >\"$1\"; exec sleep 600' sh \"$pid\"")));
  }

  private long child() throws IOException {
    Path pid = folder.resolve("pid");
    Eventually.holds(
        BOUND, () -> Files.exists(pid) && pid.toFile().length() > 1, "the work has begun");
    long child = Long.parseLong(Files.readString(pid).strip());
    assertTrue(alive(child));
    return child;
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
