package dev.clova.engine.remote;

/** What became of a request. */
public sealed interface Reply {

  /**
   * What the target wrote to its error output meanwhile: the last 64 KiB, made safe to show. Empty
   * if it wrote nothing.
   */
  String errors();

  /** Whether the script ran to its end with exit status 0. */
  default boolean succeeded() {
    return this instanceof Ended ended && ended.status() == 0;
  }

  /**
   * The script ran to its end.
   *
   * @param status its exit status
   * @param errors what it wrote to its error output
   */
  record Ended(int status, String errors) implements Reply {}

  /**
   * The script did not run, and will not.
   *
   * @param why the reason
   * @param errors what the target wrote to its error output
   */
  record NotRun(Reason why, String errors) implements Reply {}

  /**
   * The script may have run, wholly, partly or not at all, or may still be running: look before
   * doing it again.
   *
   * @param why what kept us from seeing its end
   * @param errors what the target wrote to its error output
   */
  record Unknown(Reason why, String errors) implements Reply {}

  /** Why there is no end of a request to tell of. */
  enum Reason {
    LOST("the connection was lost"),
    SHELL_ENDED("the shell on the target ended by itself"),
    SILENT("no byte came for longer than the limit"),
    TOO_SLOW("the answer took longer than the limit"),
    TOO_MUCH("the answer was larger than the limit"),
    NOISE("more than 1 MiB came before the answer, as from a start-up file of the login shell"),
    CLOSED("the connection to the shell was closed on our side"),
    NOT_LOCKED("the shell does not hold the target's lock");

    private final String clause;

    Reason(String clause) {
      this.clause = clause;
    }

    /** What happened, to go into a sentence. */
    public String clause() {
      return clause;
    }
  }
}
