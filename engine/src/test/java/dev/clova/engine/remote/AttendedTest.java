package dev.clova.engine.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AttendedTest {

  private static final Duration BOUND = Duration.ofSeconds(10);

  private final Path folder;
  private final LocalConnection connection = LocalConnection.of("sh").sparing();

  AttendedTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void killWhatIsLeft() {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void linesComeWhileTheCommandRunsAndItsStatusIsTold(String shell) throws Exception {
    LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    try (RemoteShell worker = Shells.open(connection, shell)) {
      Exchange running =
          start(
              worker,
              "echo one; while [ ! -e %s ]; do sleep 0.1; done; echo; printf two; exit 7"
                  .formatted(folder.resolve("go")),
              lines);
      assertEquals("one", lines.poll(10, TimeUnit.SECONDS));
      Files.createFile(folder.resolve("go"));
      assertEquals(new Reply.Ended(7, ""), running.await());
      assertEquals(List.of("", "two"), List.copyOf(lines));
      assertTrue(worker.run(Request.of(ShellText.of(":")), FrameSink.none()).succeeded());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void allOfItEndsWithTheShellAlsoWhatDoesNotWantTo(String shell) throws Exception {
    LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    RemoteShell worker = Shells.open(connection, shell);
    Exchange running =
        start(worker, "trap '' TERM; echo $$; (sleep 600; :) | cat; sleep 600", lines);
    long process = Long.parseLong(lines.poll(10, TimeUnit.SECONDS));
    worker.close();
    assertInstanceOf(Reply.Unknown.class, running.await());
    Eventually.holds(BOUND, () -> ProcessHandle.of(process).isEmpty(), "the command has ended");
    Eventually.holds(
        BOUND, () -> !connection.processes().getFirst().isAlive(), "and so has its shell");
  }

  @Test
  void itsErrorOutputIsPassedOnAsItComesAndNothingElse() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (RemoteShell worker = Shells.open(connection, "/bin/sh")) {
      worker.followErrors(piece -> heard.add(new String(piece, UTF_8)));
      Exchange running =
          start(
              worker,
              "echo first >&2; while [ ! -e %s ]; do sleep 0.1; done; echo second >&2"
                  .formatted(folder.resolve("go")),
              new LinkedBlockingQueue<>());
      Eventually.holds(BOUND, () -> String.join("", heard).contains("first"), "it came at once");
      Files.createFile(folder.resolve("go"));
      assertEquals(new Reply.Ended(0, "first\nsecond\n"), running.await());
      assertEquals("first\nsecond\n", String.join("", heard));
    }
  }

  @Test
  void whatIsTypedReachesTheCommandWhileItRuns() throws Exception {
    LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    LinkedBlockingQueue<String> typed = new LinkedBlockingQueue<>();
    try (RemoteShell worker = Shells.open(connection, "/bin/sh")) {
      Exchange running =
          Attended.feed(
              worker,
              ShellText.of("sed -n -e 's/^/got /p' -e '/last/q'"),
              out -> {
                for (int i = 0; i < 2; i++) {
                  out.write(take(typed));
                  out.flush();
                }
              },
              (frame, body) -> BodyLines.read(body, lines::add));
      typed.add("first\n");
      typed.add("last\n");
      assertEquals(new Reply.Ended(0, ""), running.await());
      assertEquals(List.of("got first", "got last"), List.copyOf(lines));
    }
  }

  private static byte[] take(LinkedBlockingQueue<String> typed) {
    try {
      return typed.take().getBytes(UTF_8);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new byte[0];
    }
  }

  private static Exchange start(RemoteShell shell, String text, LinkedBlockingQueue<String> lines) {
    return Attended.start(
        shell,
        ShellText.of("/bin/sh -c ").plus(ShellText.word(text)),
        (frame, body) -> BodyLines.read(body, lines::add));
  }
}
