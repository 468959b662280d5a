package dev.clova.state;

import java.util.List;

/** What a command ends with when it cannot do its work: one or more problems, sorted. */
public final class ClovaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** All that was found wrong; at least one. */
  public ClovaException(List<Problem> problems) {
    super(problems.getFirst().code().title() + ": " + problems.getFirst().detail());
    this.problems = problems.stream().sorted().toList();
  }

  /** One problem. */
  public ClovaException(Problem problem) {
    this(List.of(problem));
  }

  /** One problem, and the failure of a library that led to it (shown only on request). */
  public ClovaException(Problem problem, Throwable cause) {
    this(problem);
    initCause(cause);
  }

  /** The problems, by place. */
  public List<Problem> problems() {
    return problems;
  }
}
