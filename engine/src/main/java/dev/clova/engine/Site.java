package dev.clova.engine;

import dev.clova.engine.remote.Privilege;
import dev.clova.engine.transport.Transport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Where the engine works, and what it gets from outside: everything that is not in the definitions.
 *
 * @param root the working directory
 * @param version Clova's own
 * @param home the user's home folder, for {@code ~} in paths
 * @param user the local user's name
 * @param host this machine's name
 * @param command what was typed, for those who find a lock; without secrets
 * @param transport how targets are reached
 * @param privilege turns a target's {@code become} into a privilege, with a password if there is
 *     one
 * @param clock the time
 * @param randomness must be unpredictable
 * @param parallel how many targets are connected to at the same time
 */
public record Site(
    Path root,
    String version,
    Path home,
    String user,
    String host,
    String command,
    Transport transport,
    Function<String, Privilege> privilege,
    Clock clock,
    RandomGenerator randomness,
    int parallel) {

  /** {@code user@host}, for records and messages. */
  public String who() {
    return user + "@" + host;
  }
}
