package dev.clova.state;

import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is wrong, told to the person who can mend it.
 *
 * @param code what sort of problem, with its fixed title and its share in the exit status
 * @param detail one or two sentences: what is wrong here; typed things in backticks
 * @param at the place in a definition file, where there is one
 * @param hint what to do next, or an empty string if the detail says it all
 */
public record Problem(ProblemCode code, String detail, Optional<SourcePosition> at, String hint)
    implements Comparable<Problem> {

  private static final Comparator<Problem> ORDER =
      Comparator.comparing((Problem p) -> p.at().map(SourcePosition::file).orElse(""))
          .thenComparing(p -> p.at().map(SourcePosition::line).orElse(0))
          .thenComparing(p -> p.at().map(SourcePosition::column).orElse(0))
          .thenComparing(Problem::code)
          .thenComparing(Problem::detail);

  /** Whatever place is told, it tells nothing of what is hidden there. */
  public Problem {
    at = at.map(SourcePosition::closed);
  }

  /** A problem without a place in a file. */
  public static Problem of(ProblemCode code, String detail, String hint) {
    return new Problem(code, detail, Optional.empty(), hint);
  }

  /** A problem at a place in a definition file. */
  public static Problem at(SourcePosition at, ProblemCode code, String detail, String hint) {
    return new Problem(code, detail, Optional.of(at), hint);
  }

  /** By file, line and column; then by code, so that equal runs tell the same story. */
  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }
}
