package dev.clova.engine.definition;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.SourcePosition;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads {@code clova.toml}. */
final class WorkspaceReader {

  private final Path root;
  private final Fields file;
  private final Problems problems;

  WorkspaceReader(Path root, TomlFile toml, Problems problems) {
    this.root = root;
    this.file = Fields.of(Schema.workspace(), toml, problems);
    this.problems = problems;
  }

  /** Throws if the file does not accept this version: whatever else it says may be newer. */
  static void refuseOtherVersion(TomlFile toml, String version) {
    Fields workspace = Fields.of(Schema.workspace(), toml, new Problems()).table("workspace");
    boolean isRefused =
        workspace
            .plain("clova")
            .flatMap(VersionRequirement::parse)
            .map(requirement -> !requirement.admits(version))
            .orElse(false);
    if (isRefused) {
      String detail = "This is Clova " + version + ", which the workspace does not accept.";
      String hint = "Install a version that it accepts.";
      SourcePosition at = workspace.valueAt("clova");
      throw new ClovaException(Problem.at(at, ProblemCode.BAD_VALUE, detail, hint));
    }
  }

  Workspace workspace(Supplier<String> newId) {
    Fields workspace = file.table("workspace");
    String id = workspace.plain("id").orElse("");
    if (!workspace.has("id")) {
      String line = "id = \"" + newId.get() + "\"";
      String hint =
          file.has("workspace")
              ? "Add the line `" + line + "` below `[workspace]`, and commit it."
              : "Add `[workspace]` and below it the line `" + line + "`, and commit it.";
      String detail = "The workspace has no `id`, by which its state is known on the targets.";
      problems.add(workspace.at(), ProblemCode.MISSING_KEY, detail, hint);
    } else if (!id.isEmpty() && !WorkspaceId.isOne(id)) {
      String detail = "`id` must be 8 to 64 letters, digits, `-` and `_`.";
      String hint = "For a new workspace: `id = \"" + newId.get() + "\"`.";
      problems.add(workspace.valueAt("id"), ProblemCode.BAD_VALUE, detail, hint);
    }
    checkRequirement(workspace);
    Path folder = root.getFileName();
    String name = workspace.plain("name").orElse(folder == null ? "workspace" : folder.toString());
    return new Workspace(root, id, name, workspace.texts("ignore"), workspace.keyAt("id"));
  }

  private void checkRequirement(Fields workspace) {
    Optional<String> wanted = workspace.plain("clova");
    if (wanted.isPresent() && VersionRequirement.parse(wanted.get()).isEmpty()) {
      String detail = "`clova` must be a comparison with a version, or several.";
      String hint = "For example `clova = \">=0.1\"`.";
      problems.add(workspace.valueAt("clova"), ProblemCode.BAD_VALUE, detail, hint);
    }
  }

  Optional<PolicyDefinition> policy() {
    return new PolicyReader(file, problems).inside();
  }

  SortedMap<String, VarValue> vars() {
    return file.variables("vars");
  }

  SortedMap<String, TargetDefinition> targets() {
    Fields defaults = file.table("defaults");
    SortedMap<String, TargetDefinition> targets = new TreeMap<>();
    Map<String, SourcePosition> jumpAt = new HashMap<>();
    file.namedTables("targets")
        .forEach(
            (name, own) -> {
              checkName(name, own.at());
              Fields fields = own.over(defaults);
              targets.put(name, new TargetReader(name, fields, problems).read());
              jumpAt.put(name, fields.valueAt("jump"));
            });
    new TargetReferences(targets, jumpAt, problems).check();
    return targets;
  }

  private void checkName(String name, SourcePosition at) {
    if (!Names.isTarget(name)) {
      String detail = "`" + name + "` cannot be a target's name.";
      problems.add(at, ProblemCode.BAD_VALUE, detail, Names.TARGET_RULE);
    }
  }
}
