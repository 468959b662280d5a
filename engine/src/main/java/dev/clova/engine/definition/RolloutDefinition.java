package dev.clova.engine.definition;

import java.time.Duration;
import java.util.Optional;

/**
 * How the changes of a service go over its placements, and what of its past is kept.
 *
 * @param batch how many placements at a time; empty: all
 * @param canary how many go alone before all others
 * @param pause between two batches
 * @param maxFailures how many placements may fail before the rest is left as it is
 * @param onFailure what a failure means
 * @param keep how many earlier versions stay on a target
 * @param confirm how soon a new connection must confirm a change; zero: none has to; empty: nothing
 *     is said about it
 */
public record RolloutDefinition(
    Optional<Share> batch,
    int canary,
    Duration pause,
    int maxFailures,
    OnFailure onFailure,
    int keep,
    Optional<Duration> confirm) {

  /** What a failure means. */
  public enum OnFailure {
    /** What has not begun is left as it is. */
    STOP,
    /** The rest goes on. */
    CONTINUE,
    /** What has failed goes back; and with too many failures all that was changed. */
    ROLLBACK
  }
}
