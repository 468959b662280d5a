package dev.clova.engine.transport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** Settings for tests: a home of their own, nothing of this machine's, short patience. */
public final class Settings {

  private Settings() {}

  static SshSettings in(Path home) {
    return in(home, Map.of());
  }

  /** With these variables. */
  public static SshSettings in(Path home, Map<String, String> environment) {
    return of(home, environment, false);
  }

  /** With somebody at the terminal who sees what is learned. */
  static SshSettings learning(Path home) {
    return of(home, Map.of(), true);
  }

  private static SshSettings of(Path home, Map<String, String> environment, boolean learnsHosts) {
    return new SshSettings(
        home,
        System.getProperty("user.name"),
        home.resolve(".ssh/config"),
        home.resolve("etc/ssh_config"),
        home.resolve("etc/ssh_known_hosts"),
        environment,
        Duration.ofSeconds(1),
        3,
        Duration.ofSeconds(30),
        learnsHosts,
        new Random(1));
  }
}
