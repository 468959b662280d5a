package dev.clova.engine.definition;

import java.util.List;

/**
 * What happens when some of a service's files change.
 *
 * @param files patterns in gitignore syntax
 * @param action what happens
 */
public record OnChange(List<String> files, Action action) {

  /** Copies its list. */
  public OnChange {
    files = List.copyOf(files);
  }

  /** What a changed file leads to. */
  public sealed interface Action {

    /** The service is restarted. */
    record Restart() implements Action {}

    /** The service reads its configuration again. */
    record Reload() implements Action {}

    /** Nothing. */
    record None() implements Action {}

    /** A command is run in the service's directory. */
    record Run(TextAt command) implements Action {}
  }
}
