package dev.clova.state;

import java.util.Optional;

/**
 * One fact that an action rests on, the same for everybody who plans: no time, no user, no secret.
 */
public sealed interface Evidence {

  /** A fact in words: {@code mounted in web}. */
  static Evidence note(String text) {
    return new Note(text);
  }

  /** An attribute that has one value and is to have another. */
  static Evidence differs(String attribute, String seen, String wanted) {
    return new Differs(attribute, Optional.of(seen), Optional.of(wanted));
  }

  /** An attribute by whatever of its values is known. */
  static Evidence differs(String attribute, Optional<String> seen, Optional<String> wanted) {
    return new Differs(attribute, seen, wanted);
  }

  /**
   * A fact in words.
   *
   * @param text one line
   */
  record Note(String text) implements Evidence {}

  /**
   * An attribute that is not as it is to be.
   *
   * @param attribute its name
   * @param seen the value there now; empty if it has none
   * @param wanted the value that it is to have; empty if none
   */
  record Differs(String attribute, Optional<String> seen, Optional<String> wanted)
      implements Evidence {}
}
