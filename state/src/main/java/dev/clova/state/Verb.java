package dev.clova.state;

/** Everything that a plan can do to one thing. */
public enum Verb implements Term {
  CREATE,
  UPDATE,
  REPLACE,
  MOVE,
  ADOPT,
  FORGET,
  REMOVE,
  START,
  STOP,
  RESTART,
  RELOAD,
  RUN
}
