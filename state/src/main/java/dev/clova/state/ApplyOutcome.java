package dev.clova.state;

/** How an apply ended. */
public enum ApplyOutcome implements Term {
  DONE,
  PARTLY,
  FAILED,
  ROLLED_BACK,
  INTERRUPTED
}
