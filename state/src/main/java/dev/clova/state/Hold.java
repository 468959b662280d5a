package dev.clova.state;

import java.time.Instant;
import java.util.Optional;

/**
 * An operator's wish that a placement be left as it is.
 *
 * @param who user and host
 * @param since from when on
 * @param why in the operator's words; may be empty
 * @param until when it ends by itself; empty: when somebody lifts it
 */
public record Hold(String who, Instant since, String why, Optional<Instant> until) {

  /** Whether it has ended by itself. */
  public boolean isOver(Instant now) {
    return until.map(end -> !end.isAfter(now)).orElse(false);
  }
}
