package dev.clova.engine.planning;

import dev.clova.engine.step.Work;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Plan;
import dev.clova.state.Problem;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What planning came to: the plan, which is data for people, and the work that carries it out,
 * which exists in memory only.
 *
 * @param plan what would be done
 * @param work what carries it out, by placement
 * @param notes what is to be told beside it
 * @param blockers why nothing may be applied
 * @param recorded what the receipts on the reached targets say, for the state
 */
public record Planning(
    Plan plan,
    SortedMap<Placement, Work> work,
    List<String> notes,
    List<Problem> blockers,
    SortedMap<Placement, PlacementRecord> recorded) {

  /** Copies its collections. */
  public Planning {
    work = Collections.unmodifiableSortedMap(new TreeMap<>(work));
    notes = List.copyOf(notes);
    blockers = List.copyOf(blockers);
    recorded = Collections.unmodifiableSortedMap(new TreeMap<>(recorded));
  }
}
