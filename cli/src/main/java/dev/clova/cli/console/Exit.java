package dev.clova.cli.console;

/** How a command ends, as the shell that started it sees it. */
public sealed interface Exit permits ExitStatus, Exit.Foreign {

  /** The process's exit status. */
  int code();

  /**
   * The status of another program that a command was there to run.
   *
   * @param code its exit status, from 0 to 255
   */
  record Foreign(int code) implements Exit {

    /** Refuses what is no exit status. */
    public Foreign {
      if (code < 0 || code > 255) {
        throw new IllegalArgumentException(code + " is no exit status");
      }
    }
  }
}
