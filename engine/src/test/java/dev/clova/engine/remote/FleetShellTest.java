package dev.clova.engine.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.transport.Connection;
import dev.clova.engine.transport.Endpoint;
import dev.clova.engine.transport.Prompt;
import dev.clova.engine.transport.SshSettings;
import dev.clova.engine.transport.SshTransport;
import dev.clova.state.ClovaException;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** On real hosts, over real SSH: {@code CLOVA_FLEET} names the file that tells which. */
@EnabledIfEnvironmentVariable(named = "CLOVA_FLEET", matches = ".+")
final class FleetShellTest {

  private final String fleet;
  private final SshTransport transport;
  private final String root = "/var/tmp/lock-" + Token.fresh(new SecureRandom()).hex();

  FleetShellTest(@TempDir Path home) throws IOException {
    fleet = Files.readString(Path.of(System.getenv("CLOVA_FLEET")));
    SshSettings settings = SshSettings.of(home, "nobody", Map.of(), false, new SecureRandom());
    transport = new SshTransport(settings, Prompt.nobody());
  }

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void sudoGivesRootsShellAndThePayloadArrives() {
    byte[] all = new byte[5 << 20];
    new Random(1).nextBytes(all);
    FrameList frames = new FrameList(6 << 20);
    try (Connection connection = connect("deploy");
        RemoteShell shell = open(connection, new Privilege.Sudo())) {
      Request request = Request.of(ShellText.of("frame who $(id -un) $HOME; cat"));
      assertEquals(new Reply.Ended(0, ""), shell.run(request.with(Payload.of(all)), frames));
      assertTrue(shell.process().orElseThrow().ownGroup());
      Reply other =
          shell.run(Request.of(ShellText.of("[ $(id -un) = deploy ]")).asUser("deploy"), frames);
      assertEquals(new Reply.Ended(0, ""), other);
    }
    assertEquals("root", frames.all().getFirst().frame().arguments().getFirst());
    assertArrayEquals(all, frames.all().getFirst().body());
  }

  @Test
  void sudoThatIsNotAskedForIsNotNeeded() {
    Privilege asked =
        new Privilege.SudoPassword(
            () -> {
              throw new AssertionError("sudo needs no password here");
            });
    try (Connection connection = connect("deploy");
        RemoteShell shell = open(connection, asked)) {
      Request request = Request.of(ShellText.of("[ $(id -un) = root ]"));
      assertEquals(new Reply.Ended(0, ""), shell.run(request, FrameSink.none()));
    }
  }

  @Test
  void whoMayNotUseSudoIsTold() {
    for (Privilege privilege :
        List.of(new Privilege.Sudo(), new Privilege.SudoPassword("wrong"::toCharArray))) {
      try (Connection connection = connect("plain");
          RemoteShell shell = open(connection, privilege)) {
        ClovaException refused =
            assertThrows(
                ClovaException.class,
                () -> shell.run(Request.of(ShellText.of(":")), FrameSink.none()));
        assertEquals(ProblemCode.PRIVILEGE, refused.problems().getFirst().code());
      }
    }
  }

  @Test
  void aLostConnectionEndsTheWorkAndFreesTheLock() {
    Privilege sudo = new Privilege.Sudo();
    Connection connection = connect("deploy");
    RemoteShell shell = open(connection, sudo);
    TargetLock lock = TargetLock.send(shell, root, "the first");
    Exchange work =
        shell.send(
            Request.of(ShellText.of("trap '' TERM; sleep 600; :")).onlyUnderLock(),
            FrameSink.none());
    Guard.Answer guard =
        Guard.over(connection, "h1", sudo, new SecureRandom(), shell, Guard.Times.USUAL);
    assertInstanceOf(Guard.Answer.Watching.class, guard);
    assertEquals(new TargetLock.Answer.Locked(), lock.await());
    try (Connection second = connect("deploy");
        RemoteShell other = open(second, sudo)) {
      assertEquals(
          new TargetLock.Answer.Busy("the first"),
          TargetLock.send(other, root, "the second").await());
      connection.close();
      assertInstanceOf(Reply.Unknown.class, work.await());
      Eventually.holds(
          Duration.ofSeconds(5),
          () ->
              TargetLock.send(other, root, "the second").await()
                  instanceof TargetLock.Answer.Locked,
          "the work has ended, and with it the lock");
      ShellText clean =
          ShellText.lines(
              ShellText.set("root", root),
              ShellText.of("cd -P \"$root\" && rm -f .clova/lock && rmdir .clova \"$root\""));
      assertTrue(other.run(Request.of(clean), FrameSink.none()).succeeded());
    }
  }

  private static RemoteShell open(Connection connection, Privilege privilege) {
    return RemoteShell.open(connection, "h1", privilege, new SecureRandom());
  }

  private Connection connect(String user) {
    Matcher host = find("\"name\": \"h1\".*?\"address\": \"([^\"]+)\", \"port\": ([0-9]+)");
    return transport.connect(
        new Endpoint(
            "h1",
            host.group(1),
            OptionalInt.of(Integer.parseInt(host.group(2))),
            Optional.of(user),
            List.of(Path.of(find("\"key\": \"([^\"]+)\"").group(1))),
            Optional.of(Path.of(find("\"knownHosts\": \"([^\"]+)\"").group(1))),
            List.of(),
            Endpoint.Via.SSH,
            Duration.ofSeconds(30)));
  }

  private Matcher find(String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(fleet);
    assertTrue(found.find(), pattern);
    return found;
  }
}
