package dev.clova.engine.definition;

import java.util.random.RandomGenerator;

/** The lineage of a workspace. */
public final class WorkspaceId {

  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 20;

  private WorkspaceId() {}

  /** A new one: 20 letters and digits that are not easily confused, 100 bits. */
  public static String next(RandomGenerator random) {
    StringBuilder id = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }

  static boolean isOne(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!isPlain && c != '-' && c != '_') {
        return false;
      }
    }
    return text.length() >= 8 && text.length() <= 64;
  }
}
