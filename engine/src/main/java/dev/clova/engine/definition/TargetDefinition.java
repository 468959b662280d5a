package dev.clova.engine.definition;

import dev.clova.state.SourcePosition;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One target as {@code clova.toml} says, with {@code [defaults]} filled in. What is empty here is
 * the SSH configuration's or the user's own.
 *
 * @param name the target's name
 * @param host what to connect to; the name if the definition says nothing
 * @param address what other services shall call this host, if not {@code host}
 * @param port the SSH port
 * @param user the user to log in as
 * @param identities private key files as written: absolute, {@code ~/…}, or relative to the root
 * @param knownHosts the file of known host keys, written like an identity
 * @param jumps hosts to go through, the first nearest to us
 * @param become how to become root there
 * @param root where services live, absolute or {@code ~/…}; empty: {@code /srv/clova}, or {@code
 *     ~/clova} for an ordinary user
 * @param tags sorted
 * @param vars its own over those of {@code [defaults]}
 * @param isProtected whether removals there need a word on the command line
 * @param connection by which way
 * @param timeout the longest wait for the connection, and for an answer of a silent target
 * @param parallel how many of its placements are worked on at once
 * @param at the target's header
 */
public record TargetDefinition(
    String name,
    String host,
    Optional<String> address,
    OptionalInt port,
    Optional<String> user,
    List<String> identities,
    Optional<String> knownHosts,
    List<Jump> jumps,
    Become become,
    Optional<String> root,
    List<String> tags,
    SortedMap<String, VarValue> vars,
    boolean isProtected,
    ConnectionKind connection,
    Duration timeout,
    OptionalInt parallel,
    SourcePosition at) {

  /** Copies its collections. */
  public TargetDefinition {
    identities = List.copyOf(identities);
    jumps = List.copyOf(jumps);
    tags = List.copyOf(tags);
    vars = Collections.unmodifiableSortedMap(new TreeMap<>(vars));
  }

  /** What other services call this host: its {@code address}, else its {@code host}. */
  public String hostForOthers() {
    return address.orElse(host);
  }
}
