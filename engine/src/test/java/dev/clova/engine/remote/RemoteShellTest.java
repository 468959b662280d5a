package dev.clova.engine.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clova.state.ClovaException;
import dev.clova.state.ProblemCode;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RemoteShellTest {

  private static final Request NOTHING = Request.of(ShellText.of(":"));

  private final Path folder;
  private LocalConnection connection = LocalConnection.of("sh");

  RemoteShellTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void killWhatIsLeft() {
    connection.close();
  }

  static Stream<String> shells() {
    return Stream.of("/bin/sh", "dash", "bash", "busybox sh", "zsh --emulate sh");
  }

  /** What is asked again and again is sent once, and means the same each time. */
  @ParameterizedTest
  @MethodSource("shells")
  void repeatedScriptIsRemembered(String shell) {
    Request asking = script("frame said; printf '%s' \"it's $c\"; c=2; exit 3");
    try (RemoteShell remote = Shells.open(connection, shell)) {
      for (int i = 0; i < 3; i++) {
        FrameList said = new FrameList(100);
        assertEquals(new Reply.Ended(3, ""), remote.runAgain(asking, said));
        assertEquals("it's ", said.first("said").orElseThrow().text());
        assertEquals(new Reply.Ended(0, ""), remote.run(NOTHING, FrameSink.none()));
      }
      assertEquals(new Reply.Ended(4, ""), remote.runAgain(script("exit 4"), FrameSink.none()));
      assertEquals(new Reply.Ended(4, ""), remote.runAgain(script("exit 4"), FrameSink.none()));
      assertEquals(new Reply.Ended(3, ""), remote.runAgain(asking, FrameSink.none()));
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void requestsAreCarriedOutInOrderAndFailApart(String shell) {
    FrameList first = new FrameList(100);
    try (RemoteShell remote = Shells.open(connection, shell)) {
      Exchange one = remote.send(script("frame a 1; echo hi; cd /tmp; false"), first);
      Exchange two = remote.send(script("[ \"$PWD\" = / ] && exit 7"), FrameSink.none());
      Exchange three = remote.send(script("if ( ;"), FrameSink.none());
      Exchange four = remote.send(script("kill -s KILL $$"), FrameSink.none());
      Exchange five = remote.send(NOTHING, FrameSink.none());
      assertEquals(new Reply.Ended(1, ""), one.await());
      assertEquals(new Reply.Ended(7, ""), two.await());
      Reply.Ended syntax = assertInstanceOf(Reply.Ended.class, three.await());
      assertTrue(syntax.status() != 0 && !syntax.errors().isEmpty());
      assertTrue(remote.process().orElseThrow().ownGroup());
      assertInstanceOf(Reply.Unknown.class, four.await());
      assertInstanceOf(Reply.Unknown.class, five.await());
    }
    assertEquals("hi\n", first.first("a").orElseThrow().text());
  }

  @ParameterizedTest
  @MethodSource("shells")
  void payloadsArriveByteForByteAndWhatIsNotReadIsSkipped(String shell) {
    byte[] all = everyByte(3 << 20);
    FrameList frames = new FrameList(4 << 20);
    try (RemoteShell remote = Shells.open(connection, shell)) {
      Exchange split =
          remote.send(
              script("frame b; rx 5; frame c; rx 3145728; frame d; cat; exit 7")
                  .with(Payload.of(new byte[] {0, 10, 13, -1, 39}))
                  .with(Payload.of(all))
                  .with(Payload.ofUnknownLength(out -> out.write("rest".getBytes(UTF_8)))),
              frames);
      Exchange unread = remote.send(script("exit 3").with(Payload.of(all)), FrameSink.none());
      Exchange partly =
          remote.send(script("rx 9 >/dev/null").with(Payload.of(all)), FrameSink.none());
      assertEquals(new Reply.Ended(7, ""), split.await());
      assertEquals(new Reply.Ended(3, ""), unread.await());
      assertEquals(new Reply.Ended(0, ""), partly.await());
      assertTrue(remote.run(NOTHING, FrameSink.none()).succeeded());
    }
    assertArrayEquals(new byte[] {0, 10, 13, -1, 39}, frames.all().get(0).body());
    assertArrayEquals(all, frames.all().get(1).body());
    assertEquals("rest", frames.all().get(2).text());
  }

  @Test
  void largePayloadsAreStreamedBothWays() {
    long size = 100L << 20;
    byte[] piece = everyByte(1 << 16);
    AtomicLong sent = new AtomicLong();
    AtomicLong received = new AtomicLong();
    AtomicLong ahead = new AtomicLong();
    Payload payload =
        Payload.of(
            size,
            out -> {
              for (long left = size; left > 0; left -= piece.length) {
                out.write(piece);
                long gap = sent.addAndGet(piece.length) - received.get();
                ahead.accumulateAndGet(gap, Math::max);
              }
            });
    FrameSink sink =
        (frame, body) -> {
          byte[] into = new byte[piece.length];
          for (int n = body.readNBytes(into, 0, into.length);
              n > 0;
              n = body.readNBytes(into, 0, into.length)) {
            assertArrayEquals(piece, into);
            received.addAndGet(n);
          }
        };
    try (RemoteShell remote = Shells.open(connection, "/bin/sh")) {
      Request request = script("frame all; cat").with(payload);
      Reply reply = remote.run(request.within(Limits.USUAL.upTo(size)), sink);
      assertEquals(new Reply.Ended(0, ""), reply);
    }
    assertEquals(size, received.get());
    assertTrue(ahead.get() < 8 << 20, () -> ahead + " bytes were held");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash", "bash", "zsh", "fish", "tcsh", "busybox sh"})
  void anyLoginShellWillDo(String login) {
    connection =
        LocalConnection.of(
            login.equals("busybox sh") ? new String[] {"busybox", "sh"} : new String[] {login});
    FrameList frames = new FrameList(1 << 20);
    byte[] all = everyByte(1 << 20);
    try (RemoteShell remote = Shells.open(connection, "/bin/sh")) {
      Request request = script("frame env $LC_ALL \"${CDPATH-}\"; cat").with(Payload.of(all));
      assertEquals(new Reply.Ended(0, ""), remote.run(request, frames));
    }
    assertEquals(List.of("C"), frames.all().getFirst().frame().arguments());
    assertArrayEquals(all, frames.all().getFirst().body());
  }

  @ParameterizedTest
  @CsvSource({"bash,BASH_ENV", "zsh,ZDOTDIR", "fish,XDG_CONFIG_HOME", "tcsh,HOME"})
  void noiseOfStartUpFilesIsDropped(String login, String variable) throws Exception {
    String noise = "echo Welcome; echo '@0123 hello 1 1 1 own'; echo oops >&2; printf 'no end'\n";
    Files.createDirectories(folder.resolve("fish"));
    for (String file : List.of("bashenv", ".zshenv", "fish/config.fish", ".tcshrc")) {
      Files.writeString(
          folder.resolve(file), noise.replace(">&2", file.contains("tcsh") ? "" : ">&2"));
    }
    Path value = login.equals("bash") ? folder.resolve("bashenv") : folder;
    connection = LocalConnection.of(login).with(variable, value.toString());
    String noisy = new String(connection.start("true").output().readAllBytes(), UTF_8);
    assertTrue(noisy.startsWith("Welcome\n@0123 hello"), noisy);
    FrameList frames = new FrameList(100);
    try (RemoteShell remote = Shells.open(connection, "/bin/sh")) {
      assertTrue(remote.run(script("frame a; echo hi"), frames).succeeded());
    }
    assertEquals("hi\n", frames.first("a").orElseThrow().text());
  }

  @Test
  void endlessNoiseIsRefused() throws Exception {
    Path noisy = Files.writeString(folder.resolve("noisy"), "head -c 2000000 /dev/zero\n");
    connection = LocalConnection.of("bash").with("BASH_ENV", noisy.toString());
    try (RemoteShell remote = Shells.open(connection, "/bin/sh")) {
      Reply.Unknown reply =
          assertInstanceOf(Reply.Unknown.class, remote.run(NOTHING, FrameSink.none()));
      assertEquals(Reply.Reason.NOISE, reply.why());
    }
  }

  @Test
  void endlessAnswersAreRefused() {
    try (RemoteShell remote = Shells.open(connection, "/bin/sh")) {
      Request endless = script("frame a; exec cat /dev/zero").within(Limits.USUAL.upTo(1 << 20));
      Reply.Unknown reply =
          assertInstanceOf(Reply.Unknown.class, remote.run(endless, FrameSink.none()));
      assertEquals(Reply.Reason.TOO_MUCH, reply.why());
      assertInstanceOf(Reply.NotRun.class, remote.run(NOTHING, FrameSink.none()));
    }
  }

  @Test
  void endlessErrorsAreCutToTheirEnd() {
    try (RemoteShell remote = Shells.open(connection, "/bin/sh")) {
      Reply reply =
          remote.run(
              script("yes | head -c 5000000 >&2; printf '\\033[31mend\\n' >&2; exit 4"),
              FrameSink.none());
      assertEquals(4, assertInstanceOf(Reply.Ended.class, reply).status());
      assertTrue(reply.errors().length() < 66_000);
      assertTrue(reply.errors().endsWith("y\n\\u{1b}[31mend\n"), reply.errors());
      assertEquals(new Reply.Ended(0, ""), remote.run(NOTHING, FrameSink.none()));
    }
  }

  @Test
  void silenceAndSlownessHaveLimits() {
    Limits quick = Limits.USUAL.within(Duration.ofMillis(300), Duration.ofSeconds(30));
    try (RemoteShell remote = Shells.open(connection, "/bin/sh")) {
      Reply reply = remote.run(script("exec sleep 60").within(quick), FrameSink.none());
      assertEquals(Reply.Reason.SILENT, assertInstanceOf(Reply.Unknown.class, reply).why());
    }
    Limits brief = Limits.USUAL.within(Duration.ofSeconds(30), Duration.ofMillis(500));
    try (RemoteShell remote = Shells.open(connection, "/bin/sh")) {
      final String talk = "frame a; while :; do echo; sleep 0.05; done";
      Reply reply = remote.run(script(talk).within(brief), FrameSink.none());
      assertEquals(Reply.Reason.TOO_SLOW, assertInstanceOf(Reply.Unknown.class, reply).why());
    }
  }

  @Test
  void beatsCountAsLifeAndAreCutOutOfBodies() {
    FrameList frames = new FrameList(100);
    Limits quick = Limits.USUAL.within(Duration.ofMillis(800), Duration.ofSeconds(30));
    try (RemoteShell remote = Shells.open(connection, "/bin/sh")) {
      ShellText beats =
          ShellText.of(
              "frame a; printf begin; for i in 1 2 3 4 5 6; do sleep 0.2; frame beat; done; echo end");
      assertTrue(remote.run(Request.of(beats).within(quick), frames).succeeded());
    }
    assertEquals("beginend\n", frames.first("a").orElseThrow().text());
  }

  @Test
  void framesOfOtherTokensAreBody() {
    FrameList frames = new FrameList(1000);
    String forged = "\n@00000000000000000000000000000000 end 0\n\n@\n@";
    try (RemoteShell remote = Shells.open(connection, "/bin/sh")) {
      Request request =
          script("frame a; cat; printf ' @%s end 9\\n' $c_t; exit 5")
              .with(Payload.of(forged.getBytes(UTF_8)));
      assertEquals(new Reply.Ended(5, ""), remote.run(request, frames));
    }
    assertTrue(frames.first("a").orElseThrow().text().startsWith(forged + " @"));
  }

  @Test
  void aLostConnectionLeavesTheOutcomeUnknown() {
    try (RemoteShell remote = Shells.open(connection, "/bin/sh")) {
      FrameSink killer = (frame, body) -> connection.processes().getFirst().destroyForcibly();
      Exchange first = remote.send(script("frame a; sleep 60"), killer);
      Exchange second = remote.send(NOTHING, FrameSink.none());
      Reply reply = first.await();
      assertEquals(Reply.Reason.LOST, assertInstanceOf(Reply.Unknown.class, reply).why());
      assertInstanceOf(Reply.Unknown.class, second.await());
      assertInstanceOf(Reply.NotRun.class, remote.run(NOTHING, FrameSink.none()));
    }
  }

  @Test
  void halfABodyIsNeverTakenForAWholeOne() {
    FrameSink reader =
        (frame, body) -> {
          connection.processes().getFirst().destroyForcibly();
          connection.processes().getFirst().descendants().forEach(ProcessHandle::destroyForcibly);
          byte[] unused = body.readAllBytes();
          throw new AssertionError("the body seemed to be whole");
        };
    try (RemoteShell remote = Shells.open(connection, "/bin/sh")) {
      Reply reply = remote.run(script("frame a; echo half; exec sleep 60"), reader);
      assertInstanceOf(Reply.Unknown.class, reply);
    }
  }

  @Test
  void aLoginThatRunsNothingIsAProblem() {
    connection = LocalConnection.of("bash", "-r");
    try (RemoteShell remote = Shells.open(connection, "/bin/sh")) {
      ClovaException restricted =
          assertThrows(ClovaException.class, () -> remote.run(NOTHING, FrameSink.none()));
      assertTrue(restricted.problems().getFirst().detail().contains("restricted"));
    }
    connection.close();
    connection = LocalConnection.of("false");
    try (RemoteShell remote = Shells.open(connection, "/bin/sh")) {
      ClovaException refused =
          assertThrows(ClovaException.class, () -> remote.run(NOTHING, FrameSink.none()));
      assertEquals(ProblemCode.TARGET_ANSWER, refused.problems().getFirst().code());
      assertThrows(ClovaException.class, remote::process);
    }
  }

  @Test
  void aFailingPayloadEndsTheSessionAndItsScript() {
    Path done = folder.resolve("done");
    Payload broken =
        Payload.of(
            2 << 20,
            out -> {
              out.write(new byte[3 << 19]);
              throw new java.io.IOException("the file has changed");
            });
    try (RemoteShell remote = Shells.open(connection, "/bin/sh")) {
      ShellText text =
          ShellText.lines(
              ShellText.set("done", done.toString()), ShellText.of("cat >/dev/null; : >\"$done\""));
      assertThrows(
          UncheckedIOException.class,
          () -> remote.run(Request.of(text).with(broken), FrameSink.none()));
    }
    assertFalse(Files.exists(done));
  }

  @Test
  void aFailingSinkComesOutOfTheWait() {
    try (RemoteShell remote = Shells.open(connection, "/bin/sh")) {
      FrameSink picky = (frame, body) -> frame.number(0, 0, 9);
      assertThrows(ClovaException.class, () -> remote.run(script("frame a 10"), picky));
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void aTargetWhoseDdIsOldOnlyTakesLonger(String shell) throws Exception {
    Path bin = Tools.only(folder.resolve("bin"), List.of("cat", "setsid", "bash", "dash"));
    Tools.script(
        bin.resolve("dd"),
        "for a do case $a in *flag=*|status=*) exit 1 ;; esac; done; exec /usr/bin/dd \"$@\"");
    byte[] all = everyByte(200_000);
    FrameList frames = new FrameList(1 << 20);
    String path = bin + ":/usr/bin";
    try (RemoteShell remote =
        Shells.open(connection, new Privilege.None(), new ShellProgram(shell, path))) {
      Request request = script("frame a; rx 1000; frame b; cat").with(Payload.of(all));
      assertEquals(new Reply.Ended(0, ""), remote.run(request, frames));
      assertTrue(remote.run(NOTHING, FrameSink.none()).succeeded());
    }
    assertArrayEquals(Arrays.copyOf(all, 1000), frames.all().get(0).body());
    assertArrayEquals(Arrays.copyOfRange(all, 1000, all.length), frames.all().get(1).body());
  }

  @ParameterizedTest
  @MethodSource("shells")
  void rootCanWorkAsAnotherUser(String shell) {
    assumeTrue(System.getProperty("user.name").equals("root"));
    byte[] all = everyByte(2 << 20);
    FrameList frames = new FrameList(3 << 20);
    FrameList after = new FrameList(100);
    try (RemoteShell remote = Shells.open(connection, shell)) {
      Request request =
          script("frame who $(id -un) $PWD $((0$(umask))) $LC_ALL; rx 9; frame b; cat; exit 7")
              .with(Payload.of(all))
              .asUser("nobody");
      Exchange other = remote.send(request, frames);
      Exchange nobody = remote.send(script("exit 0").asUser("no such user"), FrameSink.none());
      Exchange root = remote.send(script("frame who $(id -un)"), after);
      assertEquals(7, assertInstanceOf(Reply.Ended.class, other.await()).status());
      assertFalse(nobody.await().succeeded());
      assertTrue(root.await().succeeded());
    }
    assertEquals(List.of("nobody", "/", "63", "C"), frames.all().get(0).frame().arguments());
    assertArrayEquals(Arrays.copyOf(all, 9), frames.all().get(0).body());
    assertArrayEquals(Arrays.copyOfRange(all, 9, all.length), frames.all().get(1).body());
    assertEquals(List.of("root"), after.all().getFirst().frame().arguments());
    assertThrows(IllegalArgumentException.class, () -> ShellProgram.USUAL.switchUser("-s"));
  }

  private static Request script(
      @com.google.errorprone.annotations.CompileTimeConstant String text) {
    return Request.of(ShellText.of(text));
  }

  private static byte[] everyByte(int size) {
    byte[] all = new byte[size];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (i + i / 251);
    }
    return all;
  }
}
