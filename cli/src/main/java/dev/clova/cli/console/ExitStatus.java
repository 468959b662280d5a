package dev.clova.cli.console;

import dev.clova.state.Problem;
import dev.clova.state.Trouble;
import java.util.Collection;
import java.util.Comparator;

/** What a command tells the shell that started it. The numbers are a promise to scripts. */
public enum ExitStatus implements Exit {
  /** Done; where changes are asked about: there are none. */
  DONE(0),
  /** Failed. */
  FAILED(1),
  /** There are changes, where the caller asked to be told so. */
  CHANGES(2),
  /** Partly done, or done and rolled back. */
  PARTLY(3),
  /** Targets were not reached; the rest is done. */
  UNREACHED(4),
  /** The plan is stale or not the expected one. */
  STALE(5),
  /** Somebody else holds a lock. */
  LOCKED(6),
  /** Policy or protection refuses. */
  REFUSED(7),
  /** Nobody said yes, or nobody could be asked. */
  NOT_CONFIRMED(8),
  /** Wrong use of the command line. */
  USAGE(64),
  /** The definitions are invalid. */
  DEFINITION(65),
  /** A fault of Clova's own. */
  BUG(70),
  /** Ended by Ctrl-C. */
  INTERRUPTED(130),
  /** Ended by a request to terminate. */
  TERMINATED(143);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  /** The exit status of a single sort of trouble. */
  public static ExitStatus of(Trouble trouble) {
    return switch (trouble) {
      case DEFINITION -> DEFINITION;
      case LOCKED -> LOCKED;
      case STALE -> STALE;
      case REFUSED -> REFUSED;
      case NOT_CONFIRMED -> NOT_CONFIRMED;
      case USAGE -> USAGE;
      case FAILED -> FAILED;
      case PARTLY -> PARTLY;
      case UNREACHED -> UNREACHED;
    };
  }

  /** The exit status of several problems: the gravest decides; {@link #DONE} if there are none. */
  public static ExitStatus of(Collection<Problem> problems) {
    return problems.stream()
        .map(problem -> problem.code().trouble())
        .min(Comparator.naturalOrder())
        .map(ExitStatus::of)
        .orElse(DONE);
  }
}
