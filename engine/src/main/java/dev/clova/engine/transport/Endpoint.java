package dev.clova.engine.transport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How to reach one target, as far as its definition says; the user's SSH configuration fills in
 * what is empty here.
 *
 * @param target the target's name, for messages
 * @param host what the definition calls the host: an address, a name, or an alias of {@code
 *     ~/.ssh/config}
 * @param port empty: the SSH configuration's, else 22
 * @param user empty: the SSH configuration's, else the local user's name
 * @param identities private key files to try, in order; empty: the SSH configuration's, the agent's
 *     and the usual files
 * @param knownHosts empty: the SSH configuration's, else {@code ~/.ssh/known_hosts}
 * @param jumps hosts to go through, the first nearest to us; empty: the SSH configuration's
 *     ProxyJump
 * @param via which transport
 * @param timeout the longest wait for the connection and for each answer of a silent target
 */
public record Endpoint(
    String target,
    String host,
    OptionalInt port,
    Optional<String> user,
    List<Path> identities,
    Optional<Path> knownHosts,
    List<Endpoint> jumps,
    Via via,
    Duration timeout) {

  /** Copies its lists. */
  public Endpoint {
    identities = List.copyOf(identities);
    jumps = List.copyOf(jumps);
  }

  /** The same host, reached through these. */
  public Endpoint through(List<Endpoint> hops) {
    return new Endpoint(target, host, port, user, identities, knownHosts, hops, via, timeout);
  }

  /** Which transport reaches a target. */
  public enum Via {
    /** SSH, in this process. */
    SSH,
    /** The system's {@code ssh}, for what the other cannot do. */
    OPENSSH,
    /** No network: this machine. */
    LOCAL
  }
}
