package dev.clova.engine.transport;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The SSH transport with a real OpenSSH server. */
final class SshTransportTest extends SshContract {

  private final Sshd sshd;

  SshTransportTest(@TempDir Path folder) throws Exception {
    super(folder);
    sshd = new Sshd(folder);
  }

  @Override
  void cleanUp() {
    sshd.close();
  }

  @Override
  Transport transport() {
    return new SshTransport(Settings.in(folder), Prompt.nobody());
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
}
