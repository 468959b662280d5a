package dev.clova.state;

import java.util.List;

/**
 * Something on a target that is not as Clova left it.
 *
 * @param at what it is about
 * @param evidence what is different: {@code seen} is there now, {@code wanted} is what Clova left
 */
public record Drift(Address at, List<Evidence> evidence) {

  /** Copies the list. */
  public Drift {
    evidence = List.copyOf(evidence);
  }
}
