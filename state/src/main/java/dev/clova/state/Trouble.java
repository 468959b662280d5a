package dev.clova.state;

/**
 * What a problem means for the outcome of a command, in the order in which the worst one decides
 * the exit status.
 */
public enum Trouble {
  DEFINITION,
  LOCKED,
  STALE,
  REFUSED,
  NOT_CONFIRMED,
  USAGE,
  FAILED,
  PARTLY,
  UNREACHED
}
