package dev.clova.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest.
 *
 * @param hex 64 lower-case hexadecimal characters
 */
public record Digest(String hex) implements Comparable<Digest> {

  /** Refuses anything but 64 lower-case hexadecimal characters. */
  public Digest {
    if (hex.length() != 64 || !hex.chars().allMatch(Digest::isHex)) {
      throw new IllegalArgumentException("not a SHA-256 digest");
    }
  }

  /** The digest of a text's UTF-8 bytes. */
  public static Digest of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The digest of these bytes. */
  public static Digest of(byte[] bytes) {
    return finish(sha256(), bytes);
  }

  /** The digest that a running computation has come to. */
  public static Digest of(MessageDigest computation) {
    return new Digest(HexFormat.of().formatHex(computation.digest()));
  }

  /** A new SHA-256 computation, for content that comes in pieces. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** The first eight characters, for people. */
  public String brief() {
    return hex.substring(0, 8);
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  private static boolean isHex(int character) {
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
  }

  private static Digest finish(MessageDigest computation, byte[] bytes) {
    return new Digest(HexFormat.of().formatHex(computation.digest(bytes)));
  }
}
