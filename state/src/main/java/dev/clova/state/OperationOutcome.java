package dev.clova.state;

/** What became of one operation on a target. */
public enum OperationOutcome implements Term {
  DONE,
  FAILED,
  SKIPPED,
  UNKNOWN
}
