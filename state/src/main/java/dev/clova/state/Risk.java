package dev.clova.state;

/** What an action may lose for good, from least to most. */
public enum Risk implements Term {
  NONE,
  CONTENT_LOST,
  DATA_LOST,
  IRREVERSIBLE
}
