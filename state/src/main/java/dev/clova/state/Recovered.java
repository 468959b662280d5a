package dev.clova.state;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * As much of a lost or damaged state as this controller still knows. The receipts on the targets
 * may know more.
 *
 * @param state what is known
 * @param backup the backup that it starts from; empty if none was good
 * @param unusable what was damaged, in words for people, oldest first
 */
public record Recovered(State state, Optional<Path> backup, List<String> unusable) {

  /** Copies the list. */
  public Recovered {
    unusable = List.copyOf(unusable);
  }
}
