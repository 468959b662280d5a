package dev.clova.engine.definition;

/** What names and other short words may look like. */
public final class Names {

  /** What a service's name may be, in words. */
  public static final String SERVICE_RULE =
      "Names are lower-case letters, digits, `-` and `_`, at most 63, a letter or digit first.";

  /** What a target's name may be, in words. */
  static final String TARGET_RULE =
      "Names are lower-case letters, digits, `-`, `_` and `.`, at most 63, a letter or digit first.";

  private Names() {}

  /** Whether a service can be called so. */
  public static boolean isService(String name) {
    return isName(name, "-_");
  }

  static boolean isTarget(String name) {
    return isName(name, "-_.");
  }

  /** The name of a host, or an address; also one that ssh would not take for an option. */
  static boolean isHost(String text) {
    return isWord(text, "-_.:%[]");
  }

  /** A user's name on some host. */
  static boolean isUser(String text) {
    return isWord(text, "-_.+$\\");
  }

  /** {@code user} or {@code user:group}. */
  static boolean isOwner(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? isUser(text)
        : isUser(text.substring(0, colon)) && isUser(text.substring(colon + 1));
  }

  static boolean isTag(String text) {
    return isWord(text, "-_.:/=");
  }

  private static boolean isName(String text, String others) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPlain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!isPlain && (i == 0 || others.indexOf(c) < 0)) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 63;
  }

  private static boolean isWord(String text, String others) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && others.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 255 && text.charAt(0) != '-';
  }
}
