package dev.clova.cli;

import dev.clova.cli.command.Call;
import dev.clova.cli.command.Chosen;
import dev.clova.cli.command.CommandLineReader;
import dev.clova.cli.command.Commands;
import dev.clova.cli.command.GlobalOptions;
import dev.clova.cli.command.HelpCommand;
import dev.clova.cli.command.Typed;
import dev.clova.cli.console.ColorChoice;
import dev.clova.cli.console.Console;
import dev.clova.cli.console.Exit;
import dev.clova.cli.console.Settings;
import dev.clova.cli.console.Streams;
import dev.clova.cli.console.Terminal;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code clova} command: finds the command that a line asks for, runs it, and turns whatever it
 * ends with into an exit status. Knows its surroundings only by what it is given.
 */
public final class ClovaCommand {

  private final Streams streams;
  private final Terminal terminal;
  private final Map<String, String> environment;
  private final Path directory;

  /**
   * The command in its surroundings.
   *
   * @param streams where it reads and writes
   * @param terminal what of these is a terminal
   * @param environment the environment variables
   * @param directory the absolute path of the working directory
   */
  public ClovaCommand(
      Streams streams, Terminal terminal, Map<String, String> environment, Path directory) {
    this.streams = streams;
    this.terminal = terminal;
    this.environment = Map.copyOf(environment);
    this.directory = directory;
  }

  /** Runs the command that these arguments ask for. Throws nothing. */
  public Exit run(List<String> arguments) {
    return outcome(Settings.of(environment), false, directory)
        .of(
            () -> {
              Chosen chosen = Commands.choose(arguments);
              return run(chosen, CommandLineReader.read(chosen, environment));
            });
  }

  /** What the line says about colours and traces is known only from here on. */
  private Exit run(Chosen chosen, Typed typed) {
    Settings settings = settings(typed);
    Console console = new Console(streams, terminal, settings);
    return outcome(settings, typed.count(GlobalOptions.DEBUG) > 0, named(typed))
        .of(
            () ->
                typed.count(GlobalOptions.HELP) > 0
                    ? HelpCommand.show(chosen, console)
                    : chosen
                        .command()
                        .run(new Call(typed, console, directory(typed), environment)));
  }

  private Outcome outcome(Settings settings, boolean debug, Path place) {
    String variable = environment.getOrDefault(GlobalOptions.DEBUG.variable(), "");
    return new Outcome(
        new Console(streams, terminal, settings), debug || !variable.isEmpty(), environment, place);
  }

  private Settings settings(Typed typed) {
    ColorChoice color =
        typed.count(GlobalOptions.NO_COLOR) > 0
            ? ColorChoice.NEVER
            : last(typed.values(GlobalOptions.COLOR)).orElse(ColorChoice.AUTO);
    return new Settings(
        color,
        typed.count(GlobalOptions.QUIET) > 0,
        typed.count(GlobalOptions.VERBOSE),
        typed.count(GlobalOptions.NO_INPUT) > 0,
        environment);
  }

  private Path named(Typed typed) {
    return last(typed.values(GlobalOptions.DIRECTORY))
        .map(path -> directory.resolve(path).normalize())
        .orElse(directory);
  }

  private Path directory(Typed typed) {
    Path named = named(typed);
    if (!Files.isDirectory(named)) {
      throw new ClovaException(
          Problem.of(ProblemCode.USAGE, "There is no directory `" + named + "`.", ""));
    }
    return named;
  }

  private static <T> Optional<T> last(List<T> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
  }
}
