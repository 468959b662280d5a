package dev.clova.engine.remote;

import java.util.function.Supplier;

/** Whose rights a remote shell has. */
public sealed interface Privilege {

  /** Those of the user that logged in. */
  record None() implements Privilege {}

  /** Root's, through {@code sudo -n}: it never asks, so nothing waits for it. */
  record Sudo() implements Privilege {}

  /**
   * Root's, through a {@code sudo} that may ask for a password. It is sent once, only after sudo
   * has shown a prompt that nobody else could know, and one wrong try is the last.
   *
   * @param password gives the password when sudo asks; the array is wiped after use
   */
  record SudoPassword(Supplier<char[]> password) implements Privilege {}

  /** Root's, through {@code doas -n}. */
  record Doas() implements Privilege {}
}
