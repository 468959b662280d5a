package dev.clova.engine.live;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which part of a log is wanted.
 *
 * @param follow whether to go on with what is yet to come
 * @param lines at most so many of the last lines; empty: all
 * @param since nothing that is older; empty: whatever there is
 */
public record LogWish(boolean follow, OptionalInt lines, Optional<Instant> since) {

  /** The same after a break: all that came since then. */
  LogWish after(Instant last) {
    return new LogWish(follow, OptionalInt.empty(), Optional.of(last));
  }
}
