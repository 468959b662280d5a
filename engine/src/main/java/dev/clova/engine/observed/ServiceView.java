package dev.clova.engine.observed;

import dev.clova.engine.kind.Sight;
import dev.clova.engine.kind.TreeSight;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Receipt;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one target has of one service.
 *
 * @param receipt what lies there beside it: who put it there, and what; of what was only begun and
 *     is not wanted any more, what would have; empty: nothing does
 * @param record the receipt's record with the receipt's own digest
 * @param pending whether a change did not come to its end
 * @param tree what is in its directory
 * @param answers what its resources' probes printed, by the resources' names
 * @param confirmation whether its last change had to be confirmed, and was not
 */
public record ServiceView(
    Optional<Receipt> receipt,
    Optional<PlacementRecord> record,
    boolean pending,
    TreeSight tree,
    SortedMap<String, Sight.Answer> answers,
    Confirmation confirmation) {

  /** Whether a change waits for a new connection. */
  public enum Confirmation {
    /** None does, nor has one gone unconfirmed. */
    NONE,
    /** One does, or is being taken back. */
    AWAITED,
    /** The last one was taken back, since none came. */
    TAKEN_BACK,
    /** One did, and its target has restarted since: nothing takes it back any more. */
    FORGOTTEN
  }

  /** Copies what it is given. */
  public ServiceView {
    answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
  }

  /** What a resource's probe printed. */
  public Sight.Answer answer(String resource) {
    return answers.getOrDefault(resource, Sight.Answer.NONE);
  }
}
