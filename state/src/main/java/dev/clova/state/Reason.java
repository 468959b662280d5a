package dev.clova.state;

/** Every reason for which a plan does something. */
public enum Reason implements Term {
  NOT_PRESENT,
  CONTENT_DIFFERS,
  ATTRIBUTES_DIFFER,
  INPUT_CHANGED,
  IMAGE_CHANGED,
  SECRET_CHANGED,
  DEFINITION_CHANGED,
  DRIFTED,
  NOT_DECLARED,
  PLACEMENT_CHANGED,
  RENAMED,
  DEPENDENCY,
  REQUESTED,
  NOT_RUNNING,
  UNHEALTHY
}
