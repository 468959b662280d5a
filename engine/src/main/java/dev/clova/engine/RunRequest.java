package dev.clova.engine;

import java.util.List;
import java.util.Optional;

/**
 * A command to be run on targets, beside all services.
 *
 * @param targets names, globs or {@code tag:TAG}; empty: all
 * @param words a program and its arguments; a single one with spaces in it is shell text
 * @param user the user to run it as; empty: the one that the target's work is done as
 */
public record RunRequest(List<String> targets, List<String> words, Optional<String> user) {

  /** Copies its lists. */
  public RunRequest {
    targets = List.copyOf(targets);
    words = List.copyOf(words);
  }
}
