package dev.clova.engine.definition;

/** What a service shall be on its targets. */
public enum RunState {
  RUNNING,
  STOPPED,
  /** Neither running nor there. */
  ABSENT
}
