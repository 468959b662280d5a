package dev.clova.engine.applying;

import dev.clova.state.ClovaException;
import dev.clova.state.JournalRecord;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Problem;
import dev.clova.state.State;
import java.util.List;
import java.util.Optional;

/**
 * What an apply records: the journal on disk, and the state that comes of it. What the disk does
 * not take is told at the end; until then others are on their way.
 */
final class Ledger {

  private final Applier.Recorder recorder;
  private State state;

  /** Read by movers' threads, too. */
  private volatile Optional<Problem> unrecorded = Optional.empty();

  /**
   * An apply's.
   *
   * @param state what is recorded so far
   */
  Ledger(Applier.Recorder recorder, State state) {
    this.recorder = recorder;
    this.state = state;
  }

  State state() {
    return state;
  }

  /** Why something is not on disk; empty: all is. */
  Optional<Problem> unrecorded() {
    return unrecorded;
  }

  /** What is about to be begun; whether that is on disk. */
  boolean intend(JournalRecord.Intent intent) {
    return isOnDisk(() -> recorder.intend(intent));
  }

  /** A receipt that a target has now; whether it is on disk. */
  boolean enter(PlacementRecord receipt) {
    return record(List.of(new JournalRecord.Recorded(receipt)));
  }

  /** What has come of something; whether that is on disk. */
  boolean record(List<JournalRecord> records) {
    for (JournalRecord record : records) {
      switch (record) {
        case JournalRecord.Recorded(PlacementRecord receipt) -> state = state.with(receipt);
        case JournalRecord.Dropped(Placement placement) -> state = state.without(placement);
        case JournalRecord.ApplyStarted _,
            JournalRecord.Intent _,
            JournalRecord.Result _,
            JournalRecord.ApplyEnded _ -> {}
      }
    }
    return isOnDisk(() -> recorder.record(records));
  }

  private boolean isOnDisk(Runnable writing) {
    try {
      writing.run();
      return true;
    } catch (ClovaException e) {
      unrecorded = unrecorded.or(() -> Optional.of(e.problems().getFirst()));
      return false;
    }
  }
}
