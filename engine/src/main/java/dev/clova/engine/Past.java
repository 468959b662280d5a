package dev.clova.engine;

import dev.clova.state.ApplyRecord;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.Receipt;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was done.
 *
 * @param applies by this controller, the latest first
 * @param receipts what lies on the targets, by whoever wrote it; empty unless it was asked for
 * @param unreached targets that gave no receipts
 */
public record Past(
    List<ApplyRecord> applies, SortedMap<Placement, Receipt> receipts, List<Problem> unreached) {

  /** Copies its collections. */
  public Past {
    applies = List.copyOf(applies);
    receipts = Collections.unmodifiableSortedMap(new TreeMap<>(receipts));
    unreached = List.copyOf(unreached);
  }
}
