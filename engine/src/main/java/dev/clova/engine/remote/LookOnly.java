package dev.clova.engine.remote;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;

/**
 * The forced command of an SSH key that may only look. It is a program of its own, constant for a
 * version of Clova and made of the functions that an ordinary look calls; what it is sent is data:
 * {@linkplain Question#line lines} of a verb and words, which it checks by rules of its own, and
 * never text that a shell would run. It believes nothing that the controller says of a service:
 * what was recorded it reads itself.
 *
 * <p>To an ordinary start it answers a frame {@link #KIND} and ends. A session with it begins with
 * a line {@code look TOKEN}; then come requests as in an ordinary one, whose scripts are data.
 */
public final class LookOnly {

  /** What it calls itself in answer to an ordinary start. */
  static final String KIND = "readonly";

  /** Its version: another one understands other verbs. */
  static final String FORMAT = "1";

  private static final String FUNCTIONS =
      """
      clova_lock() {
      %s}
      """;

  private LookOnly() {}

  /** The program, for a file on the target; its argument is the root folder of the services. */
  public static String program() {
    return ShellProgram.USUAL.looking(
        ShellText.lines(
                TargetLock.LIVING,
                ScriptText.LOOK,
                ScriptText.VITALS,
                ScriptText.USE,
                ScriptText.SYSTEMD_LOOK,
                ScriptText.COMPOSE_LOOK,
                ShellText.program(FUNCTIONS.formatted(TargetLock.look())),
                ScriptText.READONLY)
            .toString());
  }

  /** What is said where more than a look is asked of such a key. */
  public static ClovaException refusal(String target) {
    return problem(
        ProblemCode.READ_ONLY,
        "The key that opens `%s` may only look there.".formatted(target),
        "`clova plan`, `status` and `targets` work with it; for all else, connect with a key that"
            + " may do more.");
  }

  static ClovaException otherFormat(String target) {
    return problem(
        ProblemCode.TARGET_ANSWER,
        "The key that opens `%s` may only look there, by the program of another version of Clova."
            .formatted(target),
        "Put the program of this version there: `clova target readonly " + target + "`.");
  }

  private static ClovaException problem(ProblemCode code, String detail, String hint) {
    return new ClovaException(Problem.of(code, detail, hint));
  }
}
