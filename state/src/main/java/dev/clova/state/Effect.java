package dev.clova.state;

/** What an action does to the running service, from least to most. */
public enum Effect implements Term {
  NONE,
  RELOAD,
  RESTART,
  DOWNTIME
}
