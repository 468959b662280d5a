package dev.clova.engine.definition;

/** How a target's user becomes root. */
public enum Become {
  NONE,
  SUDO,
  DOAS
}
