package dev.clova.cli.console;

import java.util.Optional;

/** Reads what must not be seen while it is typed. */
@FunctionalInterface
public interface HiddenInput {

  /** Where nothing can be typed. */
  HiddenInput NONE = asking -> Optional.empty();

  /**
   * A line without its end, for the caller to overwrite after use; empty if there is no terminal to
   * read it from, or it was closed.
   *
   * @param asking shows the question: called once nothing that is typed can be seen any more, since
   *     an answer may follow at once
   */
  Optional<char[]> line(Runnable asking);
}
