package dev.clova.engine.step;

import java.time.Duration;
import java.util.Optional;

/**
 * How the changes of a service go over its placements.
 *
 * @param canary how many go alone before all others
 * @param size how many go at a time after them, at least one
 * @param pause between two batches
 * @param maxFailures how many may fail before those that have not begun are left as they are
 * @param onFailure what a failure means
 * @param keep how many earlier versions stay on a target
 * @param confirm how soon a new connection must confirm a change; zero: none has to; empty: nothing
 *     is said about it
 */
public record Rollout(
    int canary,
    int size,
    Duration pause,
    int maxFailures,
    OnFailure onFailure,
    int keep,
    Optional<Duration> confirm) {

  /** All at once, and what fails is left as it is. */
  public static final Rollout AT_ONCE =
      new Rollout(0, Integer.MAX_VALUE, Duration.ZERO, 0, OnFailure.STOP, 3, Optional.empty());

  /** What a failure means. */
  public enum OnFailure {
    /** What has not begun is left as it is. */
    STOP,
    /** The rest goes on. */
    CONTINUE,
    /** What has failed goes back; and with too many failures all that was changed. */
    ROLLBACK
  }

  /** The batch of the placement that is the so-manyth to change, both from 0. */
  public int batch(int index) {
    return index < canary ? 0 : (index - canary) / size + (canary > 0 ? 1 : 0);
  }

  /** Whether so many failures are too many for the rest to go on. */
  public boolean isOver(int failures) {
    return onFailure != OnFailure.CONTINUE && failures > maxFailures;
  }
}
