package dev.clova.engine;

import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.State;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A state that was made again.
 *
 * @param state what is recorded now
 * @param receipts how many placements the receipts on the targets told of
 * @param kept placements that are recorded as they were last known, since their target was not
 *     reached
 * @param gone placements that were recorded and of which no receipt is left
 * @param notes what was found on the way, in sentences
 * @param unreached the targets that were not reached, by name, and why
 */
public record Rebuilt(
    State state,
    int receipts,
    List<Placement> kept,
    List<Placement> gone,
    List<String> notes,
    SortedMap<String, Problem> unreached) {

  /** Copies its collections. */
  public Rebuilt {
    kept = List.copyOf(kept);
    gone = List.copyOf(gone);
    notes = List.copyOf(notes);
    unreached = Collections.unmodifiableSortedMap(new TreeMap<>(unreached));
  }

  /** The same with the state as it was written. */
  Rebuilt with(State written) {
    return new Rebuilt(written, receipts, kept, gone, notes, unreached);
  }
}
