package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.state.ClovaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class EveryTransportTest {

  private final Path home;

  EveryTransportTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void eachTargetIsReachedItsOwnWay() throws Exception {
    Path identity = home.resolve("identity");
    try (EmbeddedServer server = EmbeddedServer.start(home, EmbeddedServer.newIdentity(identity));
        EveryTransport transports = transports()) {
      Files.createDirectories(home.resolve(".ssh"));
      Endpoint remote =
          Endpoints.ssh(
              server.host(), server.port(), "demo", identity, home.resolve(".ssh/known_hosts"));
      assertThrows(ClovaException.class, () -> transports.connect(remote));
      transports.trust(transports.scan(remote));
      assertEquals("over the network\n", says(transports, remote, "echo over the network"));
      Endpoint local = Endpoints.of("localhost", Endpoint.Via.LOCAL);
      assertEquals("here\n", says(transports, local, "echo here"));
    }
  }

  @Test
  void whatTheSystemsSshSaysIsPassedOn() {
    Sshd.program("ssh");
    try (EveryTransport transports = transports()) {
      Endpoint endpoint = Endpoints.of("no-such-host.invalid", Endpoint.Via.OPENSSH);
      ClovaException failure =
          assertThrows(ClovaException.class, () -> transports.connect(endpoint));
      String detail = failure.problems().getFirst().detail();
      assertTrue(detail.contains("It said: "), detail);
      assertTrue(detail.contains("no-such-host.invalid"), detail);
    }
  }

  @Test
  void anUnknownNameIsNamed() throws Exception {
    Path identity = home.resolve("identity");
    EmbeddedServer.newIdentity(identity);
    Endpoint endpoint =
        Endpoints.ssh("no-such-host.invalid", 22, "root", identity, home.resolve("known"));
    try (EveryTransport transports = transports()) {
      ClovaException failure =
          assertThrows(ClovaException.class, () -> transports.connect(endpoint));
      assertTrue(
          failure.problems().getFirst().detail().contains("no-such-host.invalid"),
          failure.toString());
    }
  }

  private EveryTransport transports() {
    Map<String, String> environment =
        Map.of("HOME", home.toString(), "PATH", System.getenv("PATH"));
    return new EveryTransport(Settings.in(home, environment), Prompt.nobody());
  }

  private static String says(Transport transport, Endpoint endpoint, String command)
      throws Exception {
    try (Connection connection = transport.connect(endpoint);
        RemoteProcess process = connection.start(command)) {
      return TransportContract.text(process.output());
    }
  }
}
