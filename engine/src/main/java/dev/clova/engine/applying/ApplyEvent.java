package dev.clova.engine.applying;

import dev.clova.state.Address;
import dev.clova.state.Placement;
import dev.clova.state.Verb;
import java.time.Duration;

/** What happens while targets are looked at and changed, for whoever shows it. */
public sealed interface ApplyEvent {

  /** A connection is being made. */
  record Connecting(String target) implements ApplyEvent {}

  /** A target has answered the look. */
  record Looked(String target) implements ApplyEvent {}

  /** A target was not reached. */
  record Lost(String target, String why) implements ApplyEvent {}

  /** Bytes on their way to a target. */
  record Sending(String target, long sent, long total) implements ApplyEvent {}

  /** An action has begun. */
  record Began(Address at, Verb verb) implements ApplyEvent {}

  /** An action ended well. */
  record Done(Address at, Verb verb) implements ApplyEvent {}

  /**
   * An action failed, and with it the rest of its placement.
   *
   * @param status the exit status; -1 if there is none
   * @param why what happened, with the remote command's last lines
   */
  record Failed(Address at, Verb verb, int status, String why) implements ApplyEvent {}

  /**
   * What was changed may have cut us off: a new connection is being made to confirm it.
   *
   * @param limit how long the target waits before it takes the change back
   * @param why why the attempt before failed; empty: this is the first
   */
  record Confirming(Placement placement, Duration limit, String why) implements ApplyEvent {}

  /**
   * No new connection confirmed a change, and its target has taken it back.
   *
   * @param why why there was none
   */
  record TakenBack(Placement placement, String why) implements ApplyEvent {}

  /** A placement's work was not begun, because of another's failure or an interrupt. */
  record Skipped(Placement placement, String why) implements ApplyEvent {}

  /** All of a placement's work is done and recorded. */
  record Finished(Placement placement) implements ApplyEvent {}
}
