package dev.clova.state;

/**
 * One of the two sides of a content change.
 *
 * @param size in bytes
 * @param digest what tells these bytes from others: the SHA-256 in hexadecimal; for content that
 *     holds a secret a fingerprint keyed on the target
 * @param mode permissions as four octal digits; empty if there are none to tell
 */
public record ContentVersion(long size, String digest, String mode) {

  /** Refuses a size below zero. */
  public ContentVersion {
    if (size < 0) {
      throw new IllegalArgumentException("a size is not below zero");
    }
  }

  Canonical into(Canonical canonical) {
    return canonical.number(size).text(digest).text(mode);
  }
}
