package dev.clova.engine.transport;

import java.nio.file.Path;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.function.Predicate;

/**
 * One line of a known_hosts file.
 *
 * @param role what the line says of its key
 * @param names the name field as it stands, possibly hashed
 * @param key the key
 * @param file the file
 * @param line the line's number, from 1
 */
record KnownHost(Role role, String names, SshKey key, Path file, int line) {

  /** What a line says of its key. */
  enum Role {
    /** It is the host's key. */
    HOST,
    /** It signs the certificates of hosts. */
    AUTHORITY,
    /** It must never be accepted. */
    REVOKED
  }

  /** Whether the line is about a host of this name. */
  boolean isAbout(String name) {
    return HostPatterns.matchesField(names, name);
  }

  /** The place, for messages. */
  String place() {
    return file + ":" + line;
  }

  /**
   * Reads a line; empty if it is a comment, blank, nothing that known_hosts allows, or a plain line
   * about names that nobody asks for: its key is not looked at. What a line with a marker says is
   * always read.
   *
   * @param wanted whether a name field is of interest
   */
  static Optional<KnownHost> parse(String text, Path file, int line, Predicate<String> wanted) {
    StringTokenizer words = new StringTokenizer(text, " \t\r");
    if (words.countTokens() < 3) {
      return Optional.empty();
    }
    String names = words.nextToken();
    Role role = role(names);
    if (role != Role.HOST) {
      names = words.nextToken();
    } else if (names.startsWith("#") || !wanted.test(names)) {
      return Optional.empty();
    }
    if (names.startsWith("@") || words.countTokens() < 2) {
      return Optional.empty();
    }
    String field = names;
    return SshKey.parse(words.nextToken(), words.nextToken())
        .map(key -> new KnownHost(role, field, key, file, line));
  }

  private static Role role(String word) {
    return switch (word) {
      case "@cert-authority" -> Role.AUTHORITY;
      case "@revoked" -> Role.REVOKED;
      default -> Role.HOST;
    };
  }
}
