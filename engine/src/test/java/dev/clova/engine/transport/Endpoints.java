package dev.clova.engine.transport;

import dev.clova.engine.transport.Endpoint.Via;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Endpoints for tests, with all that a test does not care about left empty. */
final class Endpoints {

  private Endpoints() {}

  static Endpoint of(String host, Via via) {
    return new Endpoint(
        "vps",
        host,
        OptionalInt.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        via,
        Duration.ofSeconds(20));
  }

  static Endpoint ssh(String host, int port, String user, Path identity, Path knownHosts) {
    return new Endpoint(
        "vps",
        host,
        OptionalInt.of(port),
        Optional.of(user),
        List.of(identity),
        Optional.of(knownHosts),
        List.of(),
        Via.SSH,
        Duration.ofSeconds(20));
  }

  static Endpoint within(Endpoint endpoint, Duration timeout) {
    return new Endpoint(
        endpoint.target(),
        endpoint.host(),
        endpoint.port(),
        endpoint.user(),
        endpoint.identities(),
        endpoint.knownHosts(),
        endpoint.jumps(),
        endpoint.via(),
        timeout);
  }

  static Endpoint as(String user, Endpoint endpoint) {
    return new Endpoint(
        endpoint.target(),
        endpoint.host(),
        endpoint.port(),
        Optional.of(user),
        endpoint.identities(),
        endpoint.knownHosts(),
        endpoint.jumps(),
        endpoint.via(),
        endpoint.timeout());
  }

  static Endpoint through(List<Endpoint> jumps, Endpoint endpoint) {
    return new Endpoint(
        endpoint.target(),
        endpoint.host(),
        endpoint.port(),
        endpoint.user(),
        endpoint.identities(),
        endpoint.knownHosts(),
        jumps,
        endpoint.via(),
        endpoint.timeout());
  }
}
