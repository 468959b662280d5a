package dev.clova.engine.planning;

import java.time.Instant;
import java.util.Optional;

/**
 * What an operator says of the hold that stopping a service leaves.
 *
 * @param why in the operator's words; may be empty
 * @param until when it ends by itself; empty: when somebody lifts it
 */
public record HoldTerms(String why, Optional<Instant> until) {

  /** Nothing is said: it lasts until somebody lifts it. */
  public static final HoldTerms NONE = new HoldTerms("", Optional.empty());
}
