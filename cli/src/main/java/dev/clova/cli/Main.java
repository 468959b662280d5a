package dev.clova.cli;

import dev.clova.cli.command.GlobalOptions;
import dev.clova.cli.console.Streams;
import dev.clova.cli.console.Terminal;
import dev.clova.state.ClovaVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the process begins and ends. */
public final class Main {

  private Main() {}

  /**
   * Runs the command that the arguments ask for, and exits with its status. Success returns, since
   * {@code System.exit} first sets up Java's logging to have itself logged: a tenth of a quick
   * start. So no command may leave a thread behind that keeps the process alive.
   */
  public static void main(String[] arguments) {
    Streams streams = Streams.standard();
    int code = asksForTheVersion(arguments) ? version(streams) : run(List.of(arguments), streams);
    streams.flush();
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Answered before anything is loaded that is slower to load than the answer is to print. */
  private static boolean asksForTheVersion(String[] arguments) {
    return arguments.length == 1
        && (arguments[0].equals("version")
            || arguments[0].equals("--version")
            || arguments[0].equals("-V"));
  }

  private static int version(Streams streams) {
    streams.out().println(ClovaVersion.LINE);
    return 0;
  }

  /**
   * Runs a command in the surroundings of this process; gives its exit status. Plans are the same
   * for everybody, so numbers are written in nobody's own way.
   */
  static int run(List<String> arguments, Streams streams) {
    Locale.setDefault(Locale.ROOT);
    Map<String, String> environment = System.getenv();
    if (!environment.containsKey(GlobalOptions.DEBUG.variable())) {
      // A library's thread that trips over the end of the work has nothing to tell anybody.
      Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
    }
    Terminal terminal =
        Terminal.of(
            System.getProperty("clova.terminal", ""),
            System.getProperty("clova.columns", ""),
            environment);
    Path directory = Path.of("").toAbsolutePath();
    return new ClovaCommand(streams, terminal, environment, directory).run(arguments).code();
  }
}
