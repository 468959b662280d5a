package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalTransportTest extends TransportContract {

  LocalTransportTest(@TempDir Path folder) {
    super(folder);
  }

  @Override
  Transport transport() {
    return new LocalTransport(System.getenv());
  }

  @Override
  Endpoint endpoint() {
    return Endpoints.of("localhost", Endpoint.Via.LOCAL);
  }

  @Test
  void onlyAFewVariablesArePassedOn() throws Exception {
    Map<String, String> environment =
        Map.of("HOME", folder.toString(), "PATH", "/usr/bin:/bin", "TOKEN", "secret");
    try (Transport transport = new LocalTransport(environment);
        Connection connection = transport.connect(endpoint());
        RemoteProcess process = connection.start("echo \"$PWD ${TOKEN-none}\"")) {
      assertEquals(folder.toRealPath() + " none\n", text(process.output()));
    }
  }
}
