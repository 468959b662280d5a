package dev.clova.engine.definition;

import java.util.Optional;

/**
 * So many of all.
 *
 * @param number how many, from 1; or of a hundred
 * @param ofHundred whether it is a share
 */
public record Share(int number, boolean ofHundred) {

  /** As it is written: {@code 2} or {@code 25%}; empty if it is none. */
  static Optional<Share> parse(String text) {
    boolean ofHundred = text.endsWith("%");
    String digits = ofHundred ? text.substring(0, text.length() - 1) : text;
    if (!digits.matches("[1-9][0-9]{0,5}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(digits);
    return ofHundred && number > 100 ? Optional.empty() : Optional.of(new Share(number, ofHundred));
  }

  /** How many of so many; at least one. */
  public int of(int all) {
    return ofHundred ? Math.max(1, Math.ceilDiv(all * number, 100)) : number;
  }
}
