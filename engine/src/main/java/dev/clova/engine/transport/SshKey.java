package dev.clova.engine.transport;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * A public key or a certificate as it travels and as files hold it.
 *
 * @param type the key's type, such as {@code ssh-ed25519}
 * @param base64 its encoded form, which is the same for equal keys
 */
record SshKey(String type, String base64) {

  private static final String CERTIFICATE = "-cert-v01@openssh.com";

  /** A key of this library's; a certificate stays one. */
  static SshKey of(PublicKey key) {
    ByteArrayBuffer buffer = new ByteArrayBuffer();
    buffer.putRawPublicKey(key);
    return of(buffer.getCompactData())
        .orElseThrow(() -> new IllegalArgumentException("A key begins with its type"));
  }

  /** A key from its bytes; empty if they do not begin with a type. */
  static Optional<SshKey> of(byte[] blob) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(blob);
      int length = buffer.getInt();
      if (length <= 0 || length >= buffer.remaining()) {
        return Optional.empty();
      }
      String type = new String(blob, Integer.BYTES, length, StandardCharsets.UTF_8);
      return Optional.of(new SshKey(type, Base64.getEncoder().encodeToString(blob)));
    } catch (BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  /** A key from the two words that stand for it in files; empty if they do not fit each other. */
  static Optional<SshKey> parse(String type, String base64) {
    try {
      return of(Base64.getDecoder().decode(base64)).filter(key -> key.type().equals(type));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The key's bytes. */
  byte[] blob() {
    return Base64.getDecoder().decode(base64);
  }

  /** Whether this is a certificate. */
  boolean isCertificate() {
    return type.endsWith(CERTIFICATE);
  }

  /** Whether this is a certificate of that key. */
  boolean certifies(SshKey plain) {
    if (!type.equals(plain.type() + CERTIFICATE)) {
      return false;
    }
    try {
      ByteBuffer inside = ByteBuffer.wrap(blob());
      skipString(inside);
      skipString(inside); // a random number
      ByteBuffer key = ByteBuffer.wrap(plain.blob());
      skipString(key);
      return inside.limit(inside.position() + key.remaining()).equals(key);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return false;
    }
  }

  /** The algorithms that log in with this key, best first; none of them uses SHA-1. */
  List<String> loginAlgorithms() {
    return switch (type) {
      case "ssh-rsa" -> List.of("rsa-sha2-512", "rsa-sha2-256");
      case "ssh-rsa" + CERTIFICATE ->
          List.of("rsa-sha2-512" + CERTIFICATE, "rsa-sha2-256" + CERTIFICATE);
      default -> List.of(type);
    };
  }

  /** The algorithm that signs, for one that logs in. */
  static String signatureAlgorithm(String loginAlgorithm) {
    return loginAlgorithm.replace(CERTIFICATE, "");
  }

  /** The fingerprint that OpenSSH shows: {@code SHA256:} and 43 letters. */
  String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob());
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** What people call the type: ED25519, ECDSA, RSA. */
  String typeName() {
    String suffix = isCertificate() ? " certificate" : "";
    if (type.contains("ed25519")) {
      return "ED25519" + suffix;
    }
    if (type.contains("ecdsa")) {
      return "ECDSA" + suffix;
    }
    return type.contains("rsa") ? "RSA" + suffix : type;
  }

  private static void skipString(ByteBuffer buffer) {
    int length = buffer.getInt();
    buffer.position(buffer.position() + length);
  }
}
