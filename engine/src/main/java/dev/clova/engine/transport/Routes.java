package dev.clova.engine.transport;

import dev.clova.engine.transport.Route.Family;
import dev.clova.engine.transport.Route.Login;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the way to a target: what its definition says, filled in from the SSH configuration. */
final class Routes {

  private static final int SSH_PORT = 22;

  private final SshSettings settings;

  Routes(SshSettings settings) {
    this.settings = settings;
  }

  Route route(Endpoint endpoint) {
    int port = endpoint.port().orElse(SSH_PORT);
    String host = endpoint.host();
    Path folder = settings.home().resolve(".ssh");
    Path known = endpoint.knownHosts().orElse(folder.resolve("known_hosts"));
    HostKeyPolicy policy =
        new HostKeyPolicy(
            port == SSH_PORT ? host : "[" + host + "]:" + port,
            Optional.of(host),
            List.of(known, settings.systemKnownHosts()),
            false,
            HostKeyPolicy.Unknown.REFUSED);
    List<Path> usual =
        List.of(folder.resolve("id_ed25519"), folder.resolve("id_ecdsa"), folder.resolve("id_rsa"));
    boolean chosen = !endpoint.identities().isEmpty();
    Login login =
        new Login(
            chosen ? endpoint.identities() : usual, chosen, false, List.of(), settings.agent());
    return new Route(
        endpoint.target(),
        host,
        port,
        endpoint.user().orElse(settings.localUser()),
        policy,
        login,
        Family.ANY,
        endpoint.timeout(),
        endpoint.jumps().stream().map(this::route).toList());
  }
}
