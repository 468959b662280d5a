package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command as it was typed, checked against its syntax, with all that it may use of its
 * surroundings.
 */
public final class Call {

  private final Typed typed;
  private final Console console;
  private final Path start;
  private final Map<String, String> environment;

  /**
   * A call of a command.
   *
   * @param typed what was typed
   * @param console the conversation with whoever typed it
   * @param start the directory to work in, absolute
   * @param environment the process's environment variables
   */
  public Call(Typed typed, Console console, Path start, Map<String, String> environment) {
    this.typed = typed;
    this.console = console;
    this.start = start;
    this.environment = Map.copyOf(environment);
  }

  /** Whether a flag is set. */
  public boolean has(Flag flag) {
    return typed.count(flag) > 0;
  }

  /** The value of a setting, if it has one. */
  public <T> Optional<T> value(Setting<T> setting) {
    List<T> values = typed.values(setting);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
  }

  /** All values of a setting, in the order in which they were typed. */
  public <T> List<T> values(Setting<T> setting) {
    return typed.values(setting);
  }

  /** What was typed without dashes, as many as the syntax allows. */
  public List<String> operands() {
    return typed.operands();
  }

  /** The directory to look for the workspace from: absolute, and it exists. */
  public Path directory() {
    return start;
  }

  /** The conversation with whoever typed it. */
  public Console console() {
    return console;
  }

  /** The process's environment variables. */
  public Map<String, String> environment() {
    return environment;
  }
}
