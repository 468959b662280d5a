package dev.clova.engine.definition;

import java.util.OptionalInt;

/** Permission bits as people write them. */
final class FileMode {

  private FileMode() {}

  /** The bits of three or four octal digits; empty for anything else. */
  static OptionalInt parse(String text) {
    if (text.length() < 3 || text.length() > 4) {
      return OptionalInt.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '7') {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(Integer.parseInt(text, 8));
  }
}
