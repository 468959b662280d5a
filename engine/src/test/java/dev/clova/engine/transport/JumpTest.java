package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Targets behind other hosts. */
@Timeout(60)
final class JumpTest {

  private final Path home;
  private final Path known;
  private final SshKey key;
  private final List<EmbeddedServer> servers = new ArrayList<>();
  private final EmbeddedServer outer;
  private final EmbeddedServer inner;
  private final EmbeddedServer target;

  JumpTest(@TempDir Path home) throws IOException {
    this.home = home;
    known = Files.createDirectories(home.resolve(".ssh")).resolve("known_hosts");
    key = SshKey.of(EmbeddedServer.newIdentity(home.resolve(".ssh/id_ed25519")));
    outer = start("outer", true);
    inner = start("inner", true);
    target = start("target", false);
  }

  @AfterEach
  void stop() throws IOException {
    for (EmbeddedServer server : servers) {
      server.close();
    }
  }

  @Test
  void aTargetIsReachedThroughTwoHosts() throws IOException {
    know(outer, inner, target);
    try (Transport transport = transport();
        Connection connection = transport.connect(behind(hop(outer), hop(inner)))) {
      assertEquals("target\n", output(connection, "basename \"$PWD\""));
      assertEquals("again\n", output(connection, "echo again"));
    }
  }

  @Test
  void theConfigurationMayNameTheHosts() throws IOException {
    know(outer, inner, target);
    Files.writeString(
        home.resolve(".ssh/config"),
        """
        Host behind
          HostName 127.0.0.1
          Port %d
          ProxyJump middle
        Host middle
          HostName 127.0.0.1
          Port %d
          ProxyJump 127.0.0.1:%d
        """
            .formatted(target.port(), inner.port(), outer.port()));
    try (Transport transport = transport();
        Connection connection = transport.connect(Endpoints.of("behind", Endpoint.Via.SSH))) {
      assertEquals("target\n", output(connection, "basename \"$PWD\""));
    }
  }

  @Test
  void theKeysOnTheWayCanBeTrustedOneAfterTheOther() throws IOException {
    Files.writeString(
        home.resolve(".ssh/config"),
        """
        Host behind
          HostName 127.0.0.1
          Port %d
          ProxyJump middle
        Host middle
          HostName 127.0.0.1
          Port %d
          ProxyJump 127.0.0.1:%d
        """
            .formatted(target.port(), inner.port(), outer.port()));
    Endpoint behind = Endpoints.of("behind", Endpoint.Via.SSH);
    try (SshTransport transport = transport()) {
      List<Endpoint> way = transport.way(behind);
      assertEquals(
          List.of("127.0.0.1", "middle", "behind"), way.stream().map(Endpoint::host).toList());
      for (Endpoint host : way) {
        transport.trust(transport.scan(host));
      }
      try (Connection connection = transport.connect(behind)) {
        assertEquals("target\n", output(connection, "basename \"$PWD\""));
      }
    }
  }

  @Test
  void targetsShareTheSessionsWithTheirJumpHosts() throws Exception {
    know(outer, inner, target);
    try (Relay relay = new Relay(outer.port());
        Transport transport = transport();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      append("[127.0.0.1]:" + relay.port() + " " + hostKey(outer));
      Endpoint first = hop("outer", relay.port());
      List<Future<String>> answers = new ArrayList<>();
      for (int n = 0; n < 12; n++) {
        answers.add(
            threads.submit(
                () -> {
                  try (Connection connection = transport.connect(behind(first))) {
                    return output(connection, "echo here");
                  }
                }));
      }
      for (Future<String> answer : answers) {
        assertEquals("here\n", answer.get());
      }
      assertEquals(1, relay.accepted());
    }
  }

  @Test
  void everyHostOnTheWayIsChecked() throws IOException {
    know(outer, target);
    Problem problem = refusal(behind(hop(outer), hop("inner", inner.port())));
    assertEquals(ProblemCode.HOST_KEY, problem.code());
    assertTrue(problem.hint().contains("clova target trust inner"), problem.hint());
    Files.delete(known);
    know(outer, inner);
    Problem last = refusal(behind(hop(outer), hop(inner)));
    assertEquals(ProblemCode.HOST_KEY, last.code());
    assertTrue(last.hint().contains("clova target trust vps"), last.hint());
  }

  @Test
  void aTargetThatItsJumpHostCannotReachIsNamed() throws IOException {
    know(outer);
    Problem problem = refusal(Endpoints.through(List.of(hop(outer)), hop("vps", freePort())));
    assertEquals(ProblemCode.UNREACHABLE, problem.code());
    assertTrue(problem.detail().contains("jump host `outer`"), problem.detail());
  }

  @Test
  void aHostThatForwardsNothingIsNamed() throws IOException {
    know(target, inner);
    Problem problem = refusal(Endpoints.through(List.of(hop(target)), hop("vps", inner.port())));
    assertEquals(ProblemCode.UNREACHABLE, problem.code());
    assertTrue(problem.detail().contains("jump host"), problem.detail());
  }

  @Test
  void aLostJumpHostEndsTheConnection() throws Exception {
    know(outer, target);
    try (Transport transport = transport();
        Connection connection = transport.connect(behind(hop(outer)));
        RemoteProcess process = connection.start("echo ready; cat")) {
      assertEquals('r', process.output().read());
      outer.close();
      assertTimeoutPreemptively(TransportContract.LONG, () -> process.output().readAllBytes());
      assertEquals(OptionalInt.empty(), process.exitStatus(TransportContract.LONG));
    }
  }

  @Test
  void aJumpHostThatIsBackIsUsedAgain() throws Exception {
    know(outer, target);
    try (Relay relay = new Relay(outer.port());
        Transport transport = transport()) {
      append("[127.0.0.1]:" + relay.port() + " " + hostKey(outer));
      Endpoint endpoint = behind(hop("outer", relay.port()));
      try (Connection first = transport.connect(endpoint)) {
        assertEquals("here\n", output(first, "echo here"));
        relay.cut();
        assertThrows(Exception.class, () -> output(first, "cat"));
      }
      try (Connection second = transport.connect(endpoint)) {
        assertEquals("here\n", output(second, "echo here"));
      }
      assertEquals(2, relay.accepted());
    }
  }

  @Test
  void aHostKeyIsScannedThroughAJumpHost() throws IOException {
    know(outer);
    try (SshTransport transport = new SshTransport(Settings.in(home), Prompt.nobody())) {
      ScannedKey scanned = transport.scan(behind(hop(outer)));
      assertEquals(target.knownHostsLine(), scanned.line());
    }
  }

  private EmbeddedServer start(String name, boolean forwarding) throws IOException {
    Path folder = Files.createDirectories(home.resolve(name));
    EmbeddedServer server =
        EmbeddedServer.start(
            new EmbeddedServer.Setup(
                folder,
                List.of(EmbeddedServer.newKey("ssh-ed25519", 256)),
                (user, offered) -> SshKey.of(offered).equals(key),
                Optional.empty(),
                forwarding));
    servers.add(server);
    return server;
  }

  private void know(EmbeddedServer... hosts) throws IOException {
    for (EmbeddedServer host : hosts) {
      append(host.knownHostsLine());
    }
  }

  private void append(String line) throws IOException {
    Files.writeString(known, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String hostKey(EmbeddedServer server) {
    return server.knownHostsLine().split(" ", 2)[1];
  }

  private Problem refusal(Endpoint endpoint) {
    try (Transport transport = transport()) {
      return assertThrows(ClovaException.class, () -> transport.connect(endpoint))
          .problems()
          .getFirst();
    }
  }

  private SshTransport transport() {
    return new SshTransport(Settings.in(home), Prompt.nobody());
  }

  private Endpoint behind(Endpoint... jumps) {
    return Endpoints.through(List.of(jumps), hop("vps", target.port()));
  }

  private static Endpoint hop(EmbeddedServer server) {
    return hop("outer", server.port());
  }

  private static Endpoint hop(String name, int port) {
    return new Endpoint(
        name,
        "127.0.0.1",
        OptionalInt.of(port),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        Endpoint.Via.SSH,
        TransportContract.LONG);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String output(Connection connection, String command) throws IOException {
    try (RemoteProcess process = connection.start(command)) {
      process.input().close();
      return TransportContract.text(process.output());
    }
  }
}
