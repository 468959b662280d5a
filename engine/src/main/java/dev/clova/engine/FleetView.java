package dev.clova.engine;

import dev.clova.engine.planning.PlacementStatus;
import dev.clova.state.Placement;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How services and targets are, as far as they were looked at.
 *
 * @param at by this machine's clock
 * @param placements by service and target
 * @param targets by name
 * @param heard when each target last answered; one that never did is missing
 * @param usage what placements use of their targets, if that was asked and can be told
 * @param plan what an apply would do, from the same look
 */
public record FleetView(
    Instant at,
    SortedMap<Placement, PlacementStatus> placements,
    SortedMap<String, TargetStatus> targets,
    SortedMap<String, Instant> heard,
    SortedMap<Placement, Usage> usage,
    PlanResult plan) {

  /** Copies its collections. */
  public FleetView {
    placements = Collections.unmodifiableSortedMap(new TreeMap<>(placements));
    targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    heard = Collections.unmodifiableSortedMap(new TreeMap<>(heard));
    usage = Collections.unmodifiableSortedMap(new TreeMap<>(usage));
  }
}
