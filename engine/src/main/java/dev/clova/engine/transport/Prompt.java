package dev.clova.engine.transport;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where secrets for logging in come from: a person at a terminal, or nobody. May be called from
 * several threads, one call at a time, and may take as long as a person does. What it gives is
 * overwritten after use.
 */
public interface Prompt {

  /** The passphrase of a private key file; empty: there is none to be had. */
  Optional<char[]> passphrase(Path key);

  /**
   * The password of a user on a host. Asked for before each connection, so it should remember what
   * a person said; empty unless the person wants to log in with passwords.
   */
  Optional<char[]> password(String user, String host);

  /** A prompt for when nobody is there: knows nothing. */
  static Prompt nobody() {
    return new Prompt() {
      @Override
      public Optional<char[]> passphrase(Path key) {
        return Optional.empty();
      }

      @Override
      public Optional<char[]> password(String user, String host) {
        return Optional.empty();
      }
    };
  }
}
