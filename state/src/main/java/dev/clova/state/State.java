package dev.clova.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * This controller's copy of what Clova left on the targets, with the history. The receipts on the
 * targets are the truth of it. Immutable.
 *
 * @param lineage the workspace's id; a state of another lineage is another workspace's
 * @param serial raised by every write, from 1; 0 before the first
 * @param placements what is recorded, by placement
 * @param history the last applies, oldest first, at most {@value #HISTORY}
 */
public record State(
    String lineage,
    long serial,
    SortedMap<Placement, PlacementRecord> placements,
    List<ApplyRecord> history) {

  /** How many applies are remembered. */
  public static final int HISTORY = 100;

  /** Copies, checks that each record stands under its own name, and shortens the history. */
  public State {
    placements = Sorted.copy(placements);
    placements.forEach(State::refuseMisplaced);
    history = List.copyOf(history.subList(Math.max(0, history.size() - HISTORY), history.size()));
  }

  /** A workspace's state before its first apply. */
  public static State first(String lineage) {
    return new State(lineage, 0, Collections.emptySortedMap(), List.of());
  }

  /** What is recorded of a placement. */
  public Optional<PlacementRecord> placement(Placement placement) {
    return Optional.ofNullable(placements.get(placement));
  }

  /** What is recorded of one resource of a placement. */
  public Optional<Attributes> resource(Address address) {
    return placement(address.placement()).flatMap(record -> record.resource(address));
  }

  /** The same with one placement recorded anew. */
  public State with(PlacementRecord record) {
    return new State(lineage, serial, Sorted.with(placements, record.placement(), record), history);
  }

  /** The same with one placement forgotten. */
  public State without(Placement placement) {
    return new State(lineage, serial, Sorted.without(placements, placement), history);
  }

  /** The same with one more apply at the end of the history. */
  public State with(ApplyRecord apply) {
    List<ApplyRecord> longer = new ArrayList<>(history);
    longer.add(apply);
    return new State(lineage, serial, placements, longer);
  }

  State withSerial(long other) {
    return new State(lineage, other, placements, history);
  }

  private static void refuseMisplaced(Placement placement, PlacementRecord record) {
    if (!record.placement().equals(placement)) {
      throw new IllegalArgumentException(record.placement() + " is recorded as " + placement);
    }
  }
}
