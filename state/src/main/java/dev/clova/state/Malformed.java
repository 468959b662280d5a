package dev.clova.state;

/** Bytes that are not what their format says; the codecs turn it into what their callers expect. */
final class Malformed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why, in words for people that repeat none of the bytes. */
  Malformed(String why) {
    super(why);
  }

  /** The same words, never null. */
  String why() {
    return String.valueOf(getMessage());
  }
}
