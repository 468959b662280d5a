package dev.clova.engine.step;

import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * All that is to be done for one placement, in order.
 *
 * @param placement service and target
 * @param directory the service's absolute directory on the target
 * @param steps what is done, in order
 * @param after placements whose work must have succeeded before this one's starts
 * @param record what the receipt says once all steps have succeeded; empty: the placement is gone
 *     and its receipt with it
 */
public record Work(
    Placement placement,
    String directory,
    List<Step> steps,
    SortedSet<Placement> after,
    Optional<PlacementRecord> record) {

  /** Copies its list. */
  public Work {
    steps = List.copyOf(steps);
  }
}
