package dev.clova.engine.transport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Where SSH finds the user's things, and how patient it is.
 *
 * @param home the user's home folder, where {@code .ssh} is
 * @param localUser the name that a target's user has when nothing says another
 * @param userConfig the user's SSH configuration; it may not exist
 * @param systemConfig the machine's SSH configuration; it may not exist
 * @param systemKnownHosts the machine's known_hosts file; it may not exist
 * @param environment the variables that an SSH configuration may mention; {@code SSH_AUTH_SOCK}
 *     names the agent
 * @param heartbeat how often a connection is asked whether it is alive
 * @param missedHeartbeats a connection is given up after so many intervals without an answer
 * @param stall how long a command may leave its input unread before writing to it fails
 * @param learnsHosts whether {@code StrictHostKeyChecking accept-new} in the SSH configuration is
 *     followed; only where a person sees what is learned
 * @param random salts the names in known_hosts
 */
public record SshSettings(
    Path home,
    String localUser,
    Path userConfig,
    Path systemConfig,
    Path systemKnownHosts,
    Map<String, String> environment,
    Duration heartbeat,
    int missedHeartbeats,
    Duration stall,
    boolean learnsHosts,
    RandomGenerator random) {

  private static final Path SYSTEM = Path.of("/etc/ssh");

  /** Copies its map. */
  public SshSettings {
    environment = Map.copyOf(environment);
  }

  /** What OpenSSH would use for this user; a silent target is given up within 30 s. */
  public static SshSettings of(
      Path home,
      String localUser,
      Map<String, String> environment,
      boolean learnsHosts,
      RandomGenerator random) {
    return new SshSettings(
        home,
        localUser,
        home.resolve(".ssh").resolve("config"),
        SYSTEM.resolve("ssh_config"),
        SYSTEM.resolve("ssh_known_hosts"),
        environment,
        Duration.ofSeconds(10),
        3,
        Duration.ofMinutes(15),
        learnsHosts,
        random);
  }

  /** The socket of the user's SSH agent, if one is named. */
  Optional<Path> agent() {
    return Optional.ofNullable(environment.get("SSH_AUTH_SOCK"))
        .filter(text -> !text.isEmpty())
        .map(Path::of);
  }
}
