package dev.clova.engine;

import dev.clova.state.Address;
import dev.clova.state.ContentChange;
import dev.clova.state.Drift;
import dev.clova.state.Problem;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is not on the targets as Clova left it.
 *
 * @param drift by address
 * @param changes of those that an apply would put back: from what is there to what is defined
 * @param unreached the problem of each target that was not reached
 */
public record DriftReport(
    List<Drift> drift, SortedMap<Address, ContentChange> changes, List<Problem> unreached) {

  /** Copies its collections. */
  public DriftReport {
    drift = List.copyOf(drift);
    changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
    unreached = List.copyOf(unreached);
  }
}
