package dev.clova.cli;

import dev.clova.cli.command.ProblemNotes;
import dev.clova.cli.console.Console;
import dev.clova.cli.console.Exit;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.ProblemText;
import dev.clova.state.ClovaException;
import dev.clova.state.ClovaVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Turns whatever a command ends with into an exit status, and into words.
 *
 * @param console where the words go
 * @param debug whether to show the trace of a failure
 * @param environment for what may run it: a pipeline has ways of its own to show problems
 * @param directory where it works
 */
record Outcome(Console console, boolean debug, Map<String, String> environment, Path directory) {

  /** Runs it. The one place that catches everything: nobody wants to see a stack trace. */
  Exit of(Supplier<Exit> work) {
    try {
      return work.get();
    } catch (ClovaException e) {
      trace(e);
      console.complain(
          new ProblemText(console.errPalette(), console.columns()).errors(e.problems()));
      ProblemNotes.errors(console, environment, directory, e.problems());
      return ExitStatus.of(e.problems());
    } catch (RuntimeException | Error e) {
      trace(e);
      console.complain(bug(e));
      return ExitStatus.BUG;
    }
  }

  private void trace(Throwable failure) {
    if (debug) {
      console.trace(failure);
    }
  }

  /** Not the failure's own message: it may hold anything, a secret too. */
  private List<String> bug(Throwable failure) {
    return List.of(
        "error: This is a fault of Clova's own",
        "  " + failure.getClass().getSimpleName() + place(failure) + ".",
        "  Clova "
            + ClovaVersion.CURRENT
            + ", Java "
            + Runtime.version()
            + ", "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch"),
        "  hint: Run it again with `--debug`, and report what it prints.");
  }

  private static String place(Throwable failure) {
    Optional<StackTraceElement> ours =
        List.of(failure.getStackTrace()).stream()
            .filter(frame -> frame.getClassName().startsWith("dev.clova."))
            .findFirst();
    return ours.map(frame -> " in " + frame.getFileName() + ", line " + frame.getLineNumber())
        .orElse("");
  }
}
