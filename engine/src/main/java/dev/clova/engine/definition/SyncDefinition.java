package dev.clova.engine.definition;

import java.util.List;
import java.util.Optional;

/**
 * What of a service's directory goes to the target, and how. All patterns are in gitignore syntax,
 * relative to the service's directory.
 *
 * @param exclude what does not go
 * @param persist what belongs to the running service once it is there
 * @param template files that are rendered; {@code x.conf.tmpl} becomes {@code x.conf}
 * @param modes permissions that differ from the default; the last match counts
 * @param owner {@code user} or {@code user:group}; empty: the SSH user, root with become
 * @param delete what is removed from the target
 */
public record SyncDefinition(
    List<String> exclude,
    List<String> persist,
    List<String> template,
    List<ModeRule> modes,
    Optional<String> owner,
    Delete delete) {

  /** Copies its lists. */
  public SyncDefinition {
    exclude = List.copyOf(exclude);
    persist = List.copyOf(persist);
    template = List.copyOf(template);
    modes = List.copyOf(modes);
  }

  /**
   * The permissions of some files.
   *
   * @param pattern which files
   * @param mode permission bits, at most 07777
   */
  public record ModeRule(String pattern, int mode) {}

  /** What is removed from the target. */
  public enum Delete {
    /** What Clova put there earlier and is no longer in the directory. */
    MANAGED,
    /** Everything that is not in the directory and not persistent. */
    EXTRA,
    NEVER
  }
}
