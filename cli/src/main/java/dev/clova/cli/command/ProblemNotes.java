package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.render.Annotations;
import dev.clova.engine.definition.WorkspaceRoot;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Within GitHub Actions, problems are told once more, for the lines that they are about. */
public final class ProblemNotes {

  private ProblemNotes() {}

  /** Tells problems to the runner, if there is one. */
  public static void errors(
      Console console, Map<String, String> environment, Path directory, List<Problem> problems) {
    notes(console, environment, directory, "error", problems);
  }

  /** Tells problems that did not keep a command from its work. */
  static void warnings(Call call, List<Problem> problems) {
    notes(call.console(), call.environment(), call.directory(), "warning", problems);
  }

  private static void notes(
      Console console,
      Map<String, String> environment,
      Path directory,
      String level,
      List<Problem> problems) {
    if (environment.getOrDefault("GITHUB_ACTIONS", "").equals("true")) {
      String repository = environment.getOrDefault("GITHUB_WORKSPACE", "");
      console.complain(Annotations.lines(level, problems, folder(directory, repository)));
    }
  }

  /** Where the working directory is within the repository. */
  private static String folder(Path directory, String repository) {
    Path root = root(directory);
    return !repository.isEmpty() && root.startsWith(repository)
        ? Path.of(repository).relativize(root).toString()
        : "";
  }

  private static Path root(Path directory) {
    try {
      return WorkspaceRoot.find(directory);
    } catch (ClovaException e) {
      return directory;
    }
  }
}
