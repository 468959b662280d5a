package dev.clova.engine.live;

import dev.clova.state.Problem;
import java.time.Duration;

/**
 * What became of a command on one target.
 *
 * @param target where
 * @param end how it ended
 * @param duration from the first connection to the end
 */
public record CommandResult(String target, End end, Duration duration) {

  /** How a command ended. */
  public sealed interface End {

    /**
     * By itself.
     *
     * @param status its exit status; above 128 for a signal
     */
    record Exited(int status) implements End {}

    /**
     * It did not run, since the target was not reached or refused.
     *
     * @param problem why, and what to do
     */
    record NotRun(Problem problem) implements End {}

    /**
     * Nobody knows: it was begun, and the connection was lost.
     *
     * @param problem what happened
     */
    record Lost(Problem problem) implements End {}
  }

  /** Whether it ran and succeeded. */
  public boolean succeeded() {
    return end instanceof End.Exited(int status) && status == 0;
  }
}
