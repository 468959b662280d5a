package dev.clova.engine.transport;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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

  /** Reads a line; empty if it is a comment, blank, or nothing that known_hosts allows. */
  static Optional<KnownHost> parse(String text, Path file, int line) {
    List<String> words = List.of(text.strip().split("[ \t]+"));
    Role role = role(words.getFirst());
    int first = role == Role.HOST ? 0 : 1;
    if (words.getFirst().isEmpty() || text.stripLeading().startsWith("#")) {
      return Optional.empty();
    }
    if (words.size() < first + 3 || words.get(first).startsWith("@")) {
      return Optional.empty();
    }
    return SshKey.parse(words.get(first + 1), words.get(first + 2))
        .map(key -> new KnownHost(role, words.get(first), key, file, line));
  }

  private static Role role(String word) {
    return switch (word) {
      case "@cert-authority" -> Role.AUTHORITY;
      case "@revoked" -> Role.REVOKED;
      default -> Role.HOST;
    };
  }
}
