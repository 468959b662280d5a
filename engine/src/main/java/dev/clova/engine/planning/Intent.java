package dev.clova.engine.planning;

/** What is wanted of the selected services. */
public enum Intent {
  /** What the definitions say. */
  CONVERGE,
  /** That they are gone from the targets. */
  DESTROY,
  /** That they run; lifts a hold. */
  START,
  /** That they are stopped, and held so. */
  STOP,
  /** That they are restarted, whether an input changed or not. */
  RESTART
}
