package dev.clova.engine.transport;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Names and patterns of hosts as OpenSSH writes them: wildcards, negation, hashed names. */
final class HostPatterns {

  private static final String HASHED = "|1|";
  private static final int SALT_BYTES = 20;

  private HostPatterns() {}

  /**
   * Whether one of the patterns matches the name and none with a {@code !} before it does. Letters
   * match whatever their case.
   */
  static boolean matchesAny(List<String> patterns, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean matched = false;
    for (String pattern : patterns) {
      boolean negated = pattern.startsWith("!");
      String positive = (negated ? pattern.substring(1) : pattern).toLowerCase(Locale.ROOT);
      if (matches(positive, lower)) {
        if (negated) {
          return false;
        }
        matched = true;
      }
    }
    return matched;
  }

  /**
   * Whether a known_hosts name field stands for a host: a list of patterns, or one hashed name.
   *
   * @param name the host as known_hosts names it, {@code [host]:port} when the port is not 22
   */
  static boolean matchesField(String field, String name) {
    if (field.startsWith("|")) {
      return matchesHashed(field, name.toLowerCase(Locale.ROOT));
    }
    return matchesAny(List.of(field.split(",")), name);
  }

  /** A name as {@code HashKnownHosts} writes it. */
  static String hashed(String name, byte[] salt) {
    Base64.Encoder encoder = Base64.getEncoder();
    byte[] digest = digest(salt, name.toLowerCase(Locale.ROOT));
    return HASHED + encoder.encodeToString(salt) + "|" + encoder.encodeToString(digest);
  }

  /** How many random bytes {@link #hashed} wants. */
  static int saltLength() {
    return SALT_BYTES;
  }

  private static boolean matchesHashed(String field, String name) {
    String[] parts = field.split("\\|", -1);
    if (parts.length != 4 || !field.startsWith(HASHED)) {
      return false;
    }
    Optional<byte[]> salt = decoded(parts[2]);
    Optional<byte[]> digest = decoded(parts[3]);
    return salt.isPresent()
        && digest.isPresent()
        && salt.get().length > 0
        && MessageDigest.isEqual(digest.get(), digest(salt.get(), name));
  }

  private static Optional<byte[]> decoded(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] digest(byte[] salt, String name) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(salt, "HmacSHA1"));
      return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA1", e);
    }
  }

  /** Wildcards without a regular expression: linear in practice, and no text is special. */
  private static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = n;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
