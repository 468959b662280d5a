package dev.clova.cli.console;

import java.util.Map;

/**
 * How a person wants to be talked to.
 *
 * @param color when output is coloured
 * @param quiet leave out everything that is said about the work, but for problems
 * @param verbosity how many times more was asked for
 * @param noInput never ask
 * @param environment the environment variables, for what they say about colours and automation
 */
public record Settings(
    ColorChoice color,
    boolean quiet,
    int verbosity,
    boolean noInput,
    Map<String, String> environment) {

  /** What the environment alone says. */
  public static Settings of(Map<String, String> environment) {
    return new Settings(ColorChoice.AUTO, false, 0, false, environment);
  }

  /** Copies the environment. */
  public Settings {
    environment = Map.copyOf(environment);
  }

  /** Whether a machine started us that nobody sits at. */
  boolean isAutomation() {
    String value = environment.getOrDefault("CI", "");
    return !value.isEmpty() && !value.equals("false") && !value.equals("0");
  }
}
