package dev.clova.engine.planning;

/** What is wanted of the selected services. */
public enum Intent {
  /** What the definitions say. */
  CONVERGE,
  /** What they were before. */
  ROLL_BACK,
  /** That they are gone from the targets. */
  DESTROY,
  /** That nothing is left where they have moved away from. */
  FINISH,
  /** That they run; lifts a hold. */
  START,
  /** That they are stopped, and held so. */
  STOP,
  /** That they are restarted, whether an input changed or not. */
  RESTART,
  /** That they read their files again, whether one changed or not. */
  RELOAD;

  /** Whether only what runs is touched, and nothing of what is deployed. */
  boolean isSteering() {
    return switch (this) {
      case CONVERGE, ROLL_BACK, DESTROY, FINISH -> false;
      case START, STOP, RESTART, RELOAD -> true;
    };
  }
}
