package dev.clova.state;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A member of a closed list that files, messages and other programs know by one lower-case word.
 * The word is the constant's name, so renaming a constant changes the formats.
 */
public interface Term {

  /** The constant's name. */
  String name();

  /** The stable word: the name in lower case. */
  default String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The member of a list that has this word, if there is one. */
  static <E extends Enum<E> & Term> Optional<E> parse(Class<E> list, String word) {
    return Arrays.stream(list.getEnumConstants())
        .filter(term -> term.word().equals(word))
        .findFirst();
  }
}
