package dev.clova.engine.runtime;

/** How a service is, as far as its runtime can see. */
public sealed interface RunState {
  /** It runs. */
  record Running() implements RunState {}

  /** It is there and does not run. */
  record Stopped() implements RunState {}

  /**
   * It ought to run and failed.
   *
   * @param detail in the runtime's words
   */
  record Failed(String detail) implements RunState {}

  /** The runtime does not know it. */
  record Absent() implements RunState {}

  /**
   * It could not be told.
   *
   * @param why what stands in the way
   * @param needed what would make it known
   */
  record Unknown(String why, String needed) implements RunState {}
}
