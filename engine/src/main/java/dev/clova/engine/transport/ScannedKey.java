package dev.clova.engine.transport;

import java.nio.file.Path;

/**
 * The key that a host showed when asked for it, and how it stands to what is known.
 *
 * @param target the target's name
 * @param host the host as known_hosts names it, {@code [host]:port} when the port is not 22
 * @param type the key's type for people: ED25519, ECDSA, RSA
 * @param fingerprint the key's fingerprint as OpenSSH shows it, to be compared by a person
 * @param standing how the key stands to the known_hosts files
 * @param evidence the line ({@code file:line}) that {@code standing} rests on; empty for a new key
 * @param file the known_hosts file that would get the line
 * @param line the line that would be written
 */
public record ScannedKey(
    String target,
    String host,
    String type,
    String fingerprint,
    Standing standing,
    String evidence,
    Path file,
    String line) {

  /** The file that {@code evidence} is in. */
  String known() {
    int line = evidence.lastIndexOf(':');
    return line < 0 ? evidence : evidence.substring(0, line);
  }

  /** How a key stands to the known_hosts files. */
  public enum Standing {
    /** No file knows the host. */
    NEW,
    /** The key is known already. */
    KNOWN,
    /** The host is known by another key: either it was set up anew, or it is another machine. */
    CHANGED,
    /** The key was revoked: it must not be trusted. */
    REVOKED
  }
}
