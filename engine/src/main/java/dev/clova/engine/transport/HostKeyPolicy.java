package dev.clova.engine.transport;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the key of one host is checked.
 *
 * @param name the name under which known_hosts files hold the host, {@code [host]:port} when the
 *     port is not 22
 * @param plainName the name without the port, under which a matching key is accepted as well; empty
 *     when a HostKeyAlias stands for the host
 * @param files the known_hosts files in the order they are read, the user's own first; files that
 *     do not exist hold nothing
 * @param hashNames whether a new line gets a hashed name
 * @param unknown what becomes of a host that no file knows
 */
record HostKeyPolicy(
    String name, Optional<String> plainName, List<Path> files, boolean hashNames, Unknown unknown) {

  HostKeyPolicy {
    files = List.copyOf(files);
  }

  /** What becomes of a host that no file knows. */
  enum Unknown {
    /** It is refused. */
    REFUSED,
    /** It is refused, although the SSH configuration would have accepted it unseen. */
    REFUSED_ALL_THE_SAME,
    /** It is written to the first file: the user's configuration says accept-new. */
    LEARNED
  }
}
