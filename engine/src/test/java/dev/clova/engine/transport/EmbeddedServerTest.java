package dev.clova.engine.transport;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The SSH transport and the embedded server, with each other. */
final class EmbeddedServerTest extends SshContract {

  private final EmbeddedServer server;

  EmbeddedServerTest(@TempDir Path folder) throws Exception {
    super(folder);
    server = EmbeddedServer.start(folder, EmbeddedServer.newIdentity(folder.resolve("identity")));
  }

  @Override
  void cleanUp() throws Exception {
    server.close();
  }

  @Override
  Transport transport() {
    return new SshTransport(Settings.in(folder), Prompt.nobody());
  }

  @Override
  int serverPort() {
    return server.port();
  }

  @Override
  Endpoint endpoint(int port) throws Exception {
    String line = server.knownHostsLine().replace(":" + server.port(), ":" + port);
    Path known = Files.writeString(folder.resolve("known_hosts"), line + "\n");
    return Endpoints.ssh(server.host(), port, "demo", folder.resolve("identity"), known);
  }
}
