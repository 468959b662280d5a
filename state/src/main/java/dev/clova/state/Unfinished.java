package dev.clova.state;

import java.util.List;

/**
 * An apply that began and of whose end nothing is known.
 *
 * @param apply which, by what plan, when, by whom
 * @param done operations whose success is on record, by number
 * @param failed operations whose failure is on record
 * @param unknown operations that may have happened: to be looked at before they are repeated
 */
public record Unfinished(
    JournalRecord.ApplyStarted apply,
    List<JournalRecord.Operation> done,
    List<JournalRecord.Operation> failed,
    List<JournalRecord.Operation> unknown) {

  /** Copies the lists. */
  public Unfinished {
    done = List.copyOf(done);
    failed = List.copyOf(failed);
    unknown = List.copyOf(unknown);
  }
}
