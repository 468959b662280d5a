package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system's ssh with a real OpenSSH server. */
final class OpenSshTransportTest extends SshContract {

  private final Sshd sshd;

  OpenSshTransportTest(@TempDir Path folder) throws Exception {
    super(folder);
    sshd = new Sshd(folder);
  }

  @Override
  void cleanUp() {
    sshd.close();
  }

  @Override
  Transport transport() {
    Map<String, String> environment =
        Map.of("HOME", folder.toString(), "PATH", System.getenv("PATH"), "SHELL", "/bin/sh");
    return new OpenSshTransport(Settings.in(folder, environment));
  }

  @Override
  int serverPort() {
    return sshd.port();
  }

  @Override
  Endpoint endpoint(int port) throws Exception {
    String line = "[127.0.0.1]:" + port + " " + sshd.hostKey() + "\n";
    Path known = Files.writeString(folder.resolve("known_hosts"), line);
    return Endpoints.ssh("127.0.0.1", port, Sshd.user(), sshd.identity(), known);
  }

  @Test
  void anUnknownHostIsRefusedWhateverTheUserAllows() throws Exception {
    Files.createDirectories(folder.resolve(".ssh"));
    Files.writeString(folder.resolve(".ssh/config"), "StrictHostKeyChecking no\n");
    Endpoint endpoint = endpoint(sshd.port());
    Files.writeString(endpoint.knownHosts().orElseThrow(), "");
    try (Transport transport = transport()) {
      ClovaException failure =
          assertThrows(ClovaException.class, () -> transport.connect(endpoint));
      Problem problem = failure.problems().getFirst();
      assertEquals(ProblemCode.HOST_KEY, problem.code());
      assertTrue(problem.detail().contains("verification failed"), problem.detail());
    }
    assertEquals("", Files.readString(endpoint.knownHosts().orElseThrow()));
  }
}
