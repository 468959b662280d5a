package dev.clova.state;

import java.time.Instant;
import java.util.List;

/** One thing that an apply puts on disk before it goes on. */
public sealed interface JournalRecord {

  /**
   * An apply begins.
   *
   * @param apply its own name
   * @param plan the id of its plan
   * @param when by the controller's clock
   * @param who user and host
   */
  record ApplyStarted(String apply, String plan, Instant when, String who)
      implements JournalRecord {}

  /**
   * A batch of operations is about to be sent to a target.
   *
   * @param batch number of the batch within the apply
   * @param target where it goes
   * @param operations what may have happened from here on
   */
  record Intent(long batch, String target, List<Operation> operations) implements JournalRecord {

    /** Copies the list. */
    public Intent {
      operations = List.copyOf(operations);
    }
  }

  /**
   * What became of one operation.
   *
   * @param operation its number
   * @param outcome whether it was carried out
   * @param detail what to tell people of a failure; no secrets
   * @param when by the controller's clock
   */
  record Result(long operation, OperationOutcome outcome, String detail, Instant when)
      implements JournalRecord {}

  /**
   * A receipt was written on a target.
   *
   * @param record what it says, with the digest of the receipt
   */
  record Recorded(PlacementRecord record) implements JournalRecord {}

  /**
   * A placement was removed from its target, receipt and all.
   *
   * @param placement which
   */
  record Dropped(Placement placement) implements JournalRecord {}

  /**
   * The apply came to its end.
   *
   * @param outcome how
   * @param when by the controller's clock
   */
  record ApplyEnded(ApplyOutcome outcome, Instant when) implements JournalRecord {}

  /**
   * One operation of a batch.
   *
   * @param number unique within the apply; the target's marker names it
   * @param at what it changes
   * @param verb how
   */
  record Operation(long number, Address at, Verb verb) {}
}
