package dev.clova.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One apply of the past.
 *
 * @param id its own name, unique within the workspace
 * @param plan the id of the plan that it carried out
 * @param who user and host
 * @param started when it began
 * @param ended when it ended, or when it was found to have been cut off
 * @param outcome how it ended
 * @param done actions that were carried out
 * @param failed actions that failed, or of which nobody knows
 * @param skipped actions that were not begun
 * @param placements what it touched, sorted
 * @param revision the repository's state when it began; empty: it is in none, or that is not known
 */
public record ApplyRecord(
    String id,
    String plan,
    String who,
    Instant started,
    Instant ended,
    ApplyOutcome outcome,
    int done,
    int failed,
    int skipped,
    List<Placement> placements,
    Optional<Revision> revision) {

  /** Copies and sorts. */
  public ApplyRecord {
    placements = placements.stream().sorted().distinct().toList();
  }
}
