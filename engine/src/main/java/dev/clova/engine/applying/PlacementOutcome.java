package dev.clova.engine.applying;

import dev.clova.state.Address;
import dev.clova.state.Verb;

/** How the work for one placement ended. */
public sealed interface PlacementOutcome {

  /** All of it is done and recorded. */
  record Done() implements PlacementOutcome {}

  /**
   * A step failed; what came before it is done.
   *
   * @param at the step that failed
   * @param verb what it was to do
   * @param command what was run, as people know it; empty if it was Clova's own work
   * @param status exit status; -1 if there is none
   * @param output the last lines of what was printed
   * @param log the last lines of the service's own log; empty if it has none, or was not begun
   */
  record Failed(Address at, Verb verb, String command, int status, String output, String log)
      implements PlacementOutcome {}

  /**
   * What was there before is back: its earlier version, or nothing of it.
   *
   * @param cause why it went back
   */
  record Returned(Cause cause) implements PlacementOutcome {}

  /** Why a placement went back. */
  sealed interface Cause {

    /** It failed itself. */
    record Failure(Failed failed) implements Cause {}

    /** Too many others of its service did. */
    record Others() implements Cause {}

    /**
     * No new connection confirmed the change in time.
     *
     * @param why why there was none
     */
    record Unconfirmed(String why) implements Cause {}
  }

  /** The connection was lost in the middle: what was done is not known, the next plan looks. */
  record Unknown(String why) implements PlacementOutcome {}

  /** It was not begun. */
  record Skipped(String why) implements PlacementOutcome {}
}
