package dev.clova.engine.planning;

import dev.clova.engine.kind.HealthLook.Health;
import dev.clova.engine.runtime.RunState;
import dev.clova.engine.runtime.RunStatus;
import dev.clova.state.Hold;
import dev.clova.state.Placement;
import java.time.Instant;
import java.util.Optional;

/**
 * How one placement is.
 *
 * @param placement service and target
 * @param wanted what its definition says
 * @param actual what it is
 * @param health whether it answers its check
 * @param pending how many changes a plan would make to it
 * @param drift how many of its things were changed on the target, outside Clova
 * @param hold by whom it is held, if it is
 * @param applied when it was last applied; empty: never, as far as is known
 * @param note what else is to be said; may be empty
 */
public record PlacementStatus(
    Placement placement,
    Wanted wanted,
    Actual actual,
    Health health,
    int pending,
    int drift,
    Optional<Hold> hold,
    Optional<Instant> applied,
    String note) {

  /** What a definition says of a placement. */
  public enum Wanted {
    /** It runs. */
    RUNNING,
    /** It is there and does not run. */
    STOPPED,
    /** Its files are there; nothing of it runs. */
    PRESENT,
    /** It is gone. */
    ABSENT
  }

  /** What a placement is. */
  public sealed interface Actual {

    /** What its runtime says. */
    record Seen(RunStatus status) implements Actual {}

    /** It has no runtime: its files are there, or not. */
    record Files(boolean present) implements Actual {}

    /**
     * The service has moved on, and a stopped copy is left.
     *
     * @param to where it is now
     * @param since when it was stopped here
     * @param until when the copy goes; empty: when somebody finishes the move
     */
    record Moved(Placement to, Instant since, Optional<Instant> until) implements Actual {}

    /** Its target was not reached. */
    record Unreached() implements Actual {}
  }

  /** Whether somebody should look after it: it is not as it should be, and nobody wants it so. */
  public boolean isTrouble() {
    if (hold.isPresent()) {
      return false;
    }
    return switch (actual) {
      case Actual.Unreached() -> true;
      case Actual.Moved _ -> false;
      case Actual.Files(boolean present) -> present != (wanted == Wanted.PRESENT);
      case Actual.Seen(RunStatus status) -> isTrouble(status.state());
    };
  }

  private boolean isTrouble(RunState state) {
    return switch (state) {
      case RunState.Running() -> wanted != Wanted.RUNNING || health == Health.UNHEALTHY;
      case RunState.Stopped() -> wanted != Wanted.STOPPED;
      case RunState.Absent() -> wanted == Wanted.RUNNING;
      case RunState.Failed _, RunState.Unknown _ -> true;
    };
  }
}
