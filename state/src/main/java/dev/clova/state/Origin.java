package dev.clova.state;

/**
 * Where bytes that may be wrong came from, and what it means if they are.
 *
 * @param subject what was read, as the beginning of a sentence: {@code The receipt on `vps`}
 * @param code the problem that bad bytes are
 * @param hint what to do about it
 */
public record Origin(String subject, ProblemCode code, String hint) {

  /** What to throw when the bytes are wrong: the subject, and {@code fault} goes on from there. */
  public ClovaException bad(String fault) {
    return new ClovaException(problem(fault));
  }

  /** Like {@link #bad(String)}, with the failure that was found. */
  public ClovaException bad(String fault, Throwable cause) {
    return new ClovaException(problem(fault), cause);
  }

  private Problem problem(String fault) {
    return Problem.of(code, subject + " " + fault + ".", hint);
  }
}
