package dev.clova.engine.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.transport.Connection;
import dev.clova.engine.transport.Endpoint;
import dev.clova.engine.transport.EveryTransport;
import dev.clova.engine.transport.Prompt;
import dev.clova.engine.transport.SshSettings;
import dev.clova.engine.transport.TerminalSize;
import dev.clova.engine.transport.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Terminals on a real host, over real SSH. */
@EnabledIfEnvironmentVariable(named = "CLOVA_FLEET", matches = ".+")
final class FleetTerminalTest {

  private static final RemoteTerminal.Screen SCREEN =
      new RemoteTerminal.Screen("xterm", new TerminalSize(91, 37));

  private final String fleet;
  private final Transport transport;

  FleetTerminalTest(@TempDir Path home) throws IOException {
    fleet = Files.readString(Path.of(System.getenv("CLOVA_FLEET")));
    SshSettings settings = SshSettings.of(home, "nobody", Map.of(), false, new SecureRandom());
    transport = new EveryTransport(settings, Prompt.nobody());
  }

  @AfterEach
  void close() {
    transport.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"SSH", "OPENSSH"})
  void theScriptHasATerminalOfOurSizeAndItsStatusIsOurs(Endpoint.Via via) throws IOException {
    for (Privilege privilege : List.of(new Privilege.None(), new Privilege.Sudo())) {
      try (Connection connection = connect(via);
          RemoteTerminal terminal =
              open(connection, privilege, ShellText.of("stty size; echo $TERM; id -un; exit 5"))) {
        String user = privilege instanceof Privilege.None ? "deploy" : "root";
        assertEquals(
            "37 91\r\nxterm\r\n" + user + "\r\n",
            new String(terminal.output().readAllBytes(), UTF_8));
        assertEquals(OptionalInt.of(5), terminal.exitStatus());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SSH", "OPENSSH"})
  void keysGoThroughAndCtrlCIsASignalThere(Endpoint.Via via) throws IOException {
    ShellText script = ShellText.of("read line; echo got $line; exec sleep 600");
    try (Connection connection = connect(via);
        RemoteTerminal terminal = open(connection, new Privilege.Sudo(), script)) {
      terminal.input().write("hello\r".getBytes(UTF_8));
      terminal.input().flush();
      awaitText(terminal, "got hello");
      terminal.input().write(3);
      terminal.input().flush();
      assertEquals("^C", new String(terminal.output().readAllBytes(), UTF_8).strip());
      assertEquals(OptionalInt.of(130), terminal.exitStatus());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SSH", "OPENSSH"})
  void anotherSizeReachesTheScript(Endpoint.Via via) throws IOException {
    ShellText script =
        ShellText.of("trap 'stty size; exit' WINCH; echo ready; while :; do sleep 0.1; done");
    try (Connection connection = connect(via);
        RemoteTerminal terminal = open(connection, new Privilege.None(), script)) {
      awaitText(terminal, "ready");
      terminal.resize(new TerminalSize(120, 40));
      awaitText(terminal, "40 120");
      assertEquals(OptionalInt.of(0), terminal.exitStatus());
    }
  }

  private static void awaitText(RemoteTerminal terminal, String text) throws IOException {
    StringBuilder drawn = new StringBuilder();
    byte[] piece = new byte[256];
    while (drawn.indexOf(text) < 0) {
      int count = terminal.output().read(piece);
      assertTrue(count > 0, () -> "it ended after: " + drawn);
      drawn.append(new String(piece, 0, count, UTF_8));
    }
    int rest = drawn.length() - drawn.indexOf(text) - text.length();
    for (int left = 2 - rest; left > 0; left--) {
      assertTrue(terminal.output().read() >= 0, "the line has an end");
    }
  }

  private static RemoteTerminal open(Connection connection, Privilege privilege, ShellText script) {
    return RemoteTerminal.open(
        connection,
        "h1",
        privilege,
        new SecureRandom(),
        SCREEN,
        script,
        text -> beside(connection, privilege, text));
  }

  private static void beside(Connection connection, Privilege privilege, ShellText text) {
    try (RemoteShell shell = RemoteShell.open(connection, "h1", privilege, new SecureRandom())) {
      Reply unused = shell.run(Request.of(text), FrameSink.none());
    }
  }

  private Connection connect(Endpoint.Via via) {
    Matcher host = find("\"name\": \"h1\".*?\"address\": \"([^\"]+)\", \"port\": ([0-9]+)");
    return transport.connect(
        new Endpoint(
            "h1",
            host.group(1),
            OptionalInt.of(Integer.parseInt(host.group(2))),
            Optional.of("deploy"),
            List.of(Path.of(find("\"key\": \"([^\"]+)\"").group(1))),
            Optional.of(Path.of(find("\"knownHosts\": \"([^\"]+)\"").group(1))),
            List.of(),
            via,
            Duration.ofSeconds(30)));
  }

  private Matcher find(String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(fleet);
    assertTrue(found.find(), pattern);
    return found;
  }
}
