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
 * @param carry how the service comes here from another target; then its parts hold the steps
 * @param rollout how the service's changes go over its placements
 * @param batch when it is this one's turn: after those of lower numbers
 * @param back what brings the version of before back once this one has failed; empty: nothing does
 * @param probation that a new connection has to confirm it; empty: none has to
 */
public record Work(
    Placement placement,
    String directory,
    List<Step> steps,
    SortedSet<Placement> after,
    Optional<PlacementRecord> record,
    Optional<Carry> carry,
    Rollout rollout,
    int batch,
    Optional<Work> back,
    Optional<Probation> probation) {

  /** Copies its list. */
  public Work {
    steps = List.copyOf(steps);
  }

  /** Work on one target. */
  public Work(
      Placement placement,
      String directory,
      List<Step> steps,
      SortedSet<Placement> after,
      Optional<PlacementRecord> record) {
    this(
        placement,
        directory,
        steps,
        after,
        record,
        Optional.empty(),
        Rollout.AT_ONCE,
        0,
        Optional.empty(),
        Optional.empty());
  }

  /** The same when its turn comes, with a way back. */
  public Work inTurn(Rollout how, int number, Optional<Work> way) {
    return new Work(placement, directory, steps, after, record, carry, how, number, way, probation);
  }

  /** The same where a new connection has to confirm it. */
  public Work on(Optional<Probation> terms) {
    return new Work(placement, directory, steps, after, record, carry, rollout, batch, back, terms);
  }
}
