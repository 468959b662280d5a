package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.engine.definition.WorkspaceRoot;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code clova ci init FORGE}: a pipeline that plans pull requests and applies what is merged. */
final class CiInitCommand implements Command {

  private static final Setting<Recipe.Flow> FLOW =
      Setting.choice(
          Recipe.Flow.class, "When it is applied; after the merge if left out", "--flow");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Write a pipeline: pull requests get a comment with the plan of what they would be"
                + " merged to, and the plan that was reviewed is applied after the merge. With"
                + " `committed`, the plan is a file in the pull request; with `before`, it is"
                + " applied before the merge. What is there already is left alone.")
        .example("clova ci init github", "a workflow for GitHub Actions")
        .example("clova ci init gitlab --flow committed", "with plans as files")
        .options(FLOW)
        .operands(Operands.one("FORGE", "github, gitlab or forgejo"));
  }

  @Override
  public ExitStatus run(Call call) {
    Path root = WorkspaceRoot.find(call.directory());
    Path repository = repository(root);
    String folder = repository.relativize(root).toString();
    if (!folder.matches("[A-Za-z0-9._/-]*")) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.USAGE,
              "`" + folder + "` is no name that pipelines of every forge take as it is.",
              "Give the folder a name of letters, digits, dots and dashes."));
    }
    Recipe recipe =
        Recipe.of(call.operands().getFirst(), call.value(FLOW).orElse(Recipe.Flow.AFTER), folder)
            .orElseThrow(
                () ->
                    new ClovaException(
                        Problem.of(
                            ProblemCode.USAGE,
                            "`" + call.operands().getFirst() + "` is no forge that is known here.",
                            "Say `github`, `gitlab` or `forgejo`.")));
    List<String> made = new ArrayList<>();
    new NewFiles(repository).write(recipe.path(), recipe.text(), made);
    if (made.isEmpty()) {
      call.console().print("`" + recipe.path() + "` is there already; nothing was changed.");
      return ExitStatus.DONE;
    }
    call.console().print("  made " + recipe.path());
    call.console().say("");
    call.console().say("Next: set what its first lines name, and open a pull request.");
    return ExitStatus.DONE;
  }

  /** Forges look for pipelines at the root of a repository. */
  private static Path repository(Path root) {
    for (Path at = root; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return at;
      }
    }
    return root;
  }
}
