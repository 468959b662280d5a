package dev.clova.engine.definition;

/** By which way a target is reached. */
public enum ConnectionKind {
  /** SSH, spoken by Clova itself. */
  SSH,
  /** The {@code ssh} program of this machine. */
  OPENSSH,
  /** No network: the target is this machine. */
  LOCAL
}
