package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.remote.Eventually;
import dev.clova.state.ClovaException;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every transport over a network does, besides. */
abstract class SshContract extends TransportContract {

  SshContract(Path folder) {
    super(folder);
  }

  /** The port that the server really listens on. */
  abstract int serverPort() throws Exception;

  /** The endpoint, seen through another port. */
  abstract Endpoint endpoint(int port) throws Exception;

  @Override
  Endpoint endpoint() throws Exception {
    return endpoint(serverPort());
  }

  @Test
  void aLostConnectionEndsTheStreamWithoutAStatus() throws Exception {
    try (Relay relay = new Relay(serverPort());
        Transport transport = transport();
        Connection connection = transport.connect(endpoint(relay.port()));
        RemoteProcess process = connection.start("echo ready; cat")) {
      assertEquals('r', process.output().read());
      relay.cut();
      assertTimeoutPreemptively(LONG, () -> process.output().readAllBytes());
      assertTrue(process.exitStatus(LONG).isEmpty());
      assertThrows(IOException.class, () -> writeUntilItFails(process));
      // A master of the system's ssh takes a moment to go after it has lost its connection.
      Eventually.holds(LONG, () -> isLost(connection), "nothing starts any more");
    }
  }

  private static boolean isLost(Connection connection) {
    try (RemoteProcess started = connection.start("true")) {
      return started.exitStatus(LONG).isEmpty();
    } catch (ClovaException e) {
      return true;
    }
  }

  @Test
  void aFrozenPeerIsGivenUp() throws Exception {
    try (Relay relay = new Relay(serverPort());
        Transport transport = transport();
        Connection connection = transport.connect(endpoint(relay.port()));
        RemoteProcess process = connection.start("echo ready; cat")) {
      assertEquals('r', process.output().read());
      relay.freeze();
      assertTimeoutPreemptively(
          Duration.ofSeconds(10), () -> process.output().readAllBytes(), "heartbeats find it");
      assertTrue(process.exitStatus(LONG).isEmpty());
    }
  }

  @Test
  void aServerThatSaysNothingIsGivenUpInTime() throws Exception {
    try (Relay relay = new Relay(serverPort());
        Transport transport = transport()) {
      relay.freeze();
      Endpoint silent = Endpoints.within(endpoint(relay.port()), Duration.ofMillis(500));
      ClovaException failure =
          assertTimeoutPreemptively(
              Duration.ofSeconds(10),
              () -> assertThrows(ClovaException.class, () -> transport.connect(silent)));
      assertEquals(ProblemCode.UNREACHABLE, failure.problems().getFirst().code());
    }
  }

  private static void writeUntilItFails(RemoteProcess process) throws IOException {
    byte[] piece = new byte[1 << 16];
    while (true) {
      process.input().write(piece);
      process.input().flush();
    }
  }
}
