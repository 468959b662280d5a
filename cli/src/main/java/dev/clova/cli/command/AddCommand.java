package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.WorkspaceRoot;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code clova add NAME}: a service directory, or a definition for one that is there. */
final class AddCommand implements Command {

  private static final Setting<String> TARGET =
      Setting.text(
          "TARGET", "Where it is to run: a name, tag:TAG or *; may be repeated", "-t", "--target");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Add a service: a directory with a definition. A directory that is there already gets"
                + " the definition alone; how it runs is found from what is in it.")
        .example("clova add blog -t vps", "a new service on one target")
        .example(
            "clova add monitoring/metrics -t 'tag:web'", "in a folder, on all targets with a tag")
        .options(TARGET)
        .operands(Operands.one("NAME", "The service's directory, below the workspace's root"));
  }

  @Override
  public ExitStatus run(Call call) {
    Path root = WorkspaceRoot.find(call.directory());
    Path directory = call.directory().resolve(call.operands().getFirst()).normalize();
    if (!directory.startsWith(root) || directory.equals(root)) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.USAGE,
              "`%s` is not below the workspace's root `%s`."
                  .formatted(call.operands().getFirst(), root),
              "Name a directory in the workspace."));
    }
    Path definition = directory.resolve(Definitions.SERVICE_FILE);
    if (Files.exists(definition)) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.USAGE,
              "`%s` is a service already.".formatted(root.relativize(directory)),
              "Edit `" + root.relativize(definition) + "`."));
    }
    List<String> made = new ArrayList<>();
    new NewFiles(root).write(root.relativize(definition).toString(), text(call), made);
    made.forEach(path -> call.console().print("  made " + path));
    return ExitStatus.DONE;
  }

  private static String text(Call call) {
    List<String> targets = call.values(TARGET);
    String list =
        targets.stream().map(target -> "\"" + target + "\"").collect(Collectors.joining(", "));
    return "targets = ["
        + list
        + "]"
        + (targets.isEmpty() ? "   # names, \"tag:web\", \"*\"; none yet" : "")
        + "\n";
  }
}
