package dev.clova.engine.transport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The way to one host, complete: what the definition says, filled in from the SSH configuration.
 *
 * @param target the target's name, for messages
 * @param host the name or address to connect to
 * @param port the port
 * @param user who logs in
 * @param hostKey how the host's key is checked
 * @param login with what keys
 * @param family which kind of address
 * @param timeout the longest wait for the connection and for each answer
 * @param jumps hosts to go through, the first nearest to us; each without jumps of its own
 */
record Route(
    String target,
    String host,
    int port,
    String user,
    HostKeyPolicy hostKey,
    Login login,
    Family family,
    Duration timeout,
    List<Route> jumps) {

  Route {
    jumps = List.copyOf(jumps);
  }

  /** Which kind of address is connected to. */
  enum Family {
    ANY,
    IPV4,
    IPV6
  }

  /**
   * The keys to log in with.
   *
   * @param identities private key files in the order they are tried; some may not exist
   * @param chosen whether somebody named these files, so that the first is likely the right one
   * @param onlyThese whether keys of the agent that are not among these files stay out of it
   * @param certificates further certificates to offer with the keys
   * @param agent the agent's socket
   */
  record Login(
      List<Path> identities,
      boolean chosen,
      boolean onlyThese,
      List<Path> certificates,
      Optional<Path> agent) {

    Login {
      identities = List.copyOf(identities);
      certificates = List.copyOf(certificates);
    }
  }

  /** The same host, reached through these. */
  Route through(List<Route> hops) {
    return new Route(target, host, port, user, hostKey, login, family, timeout, hops);
  }

  /** The target and where it is, for messages. */
  String described() {
    String place = port == 22 ? host : host + " port " + port;
    return "`" + target + "` (" + place + ")";
  }
}
