package dev.clova.cli.command;

import java.util.List;

/**
 * An option that is there or not.
 *
 * @param names what may be typed
 * @param help one line
 * @param variable the environment variable that sets it, or an empty string
 */
public record Flag(List<String> names, String help, String variable) implements Option {

  /** Copies its names. */
  public Flag {
    names = List.copyOf(names);
  }

  /** A flag with its help and its names, the one to remember last. */
  public static Flag of(String help, String... names) {
    return new Flag(List.of(names), help, "");
  }

  /** The same flag, also set by an environment variable that is neither empty, 0 nor false. */
  public Flag orVariable(String name) {
    return new Flag(names, help, name);
  }
}
