package dev.clova.state;

import java.nio.file.Path;

/** What was found where the state should be. "Nothing is recorded" is only ever a {@link Found}. */
public sealed interface StateReading {

  /**
   * A whole state of this workspace.
   *
   * @param state what it says
   */
  record Found(State state) implements StateReading {}

  /**
   * No file. Either nothing was ever applied from here, or the state is lost: the receipts on the
   * targets and {@link StateFile#recover} tell which.
   */
  record Missing() implements StateReading {}

  /**
   * A file that is not what was written.
   *
   * @param file which
   * @param why in words for people
   */
  record Damaged(Path file, String why) implements StateReading {}
}
