package dev.clova.engine.definition;

import dev.clova.state.ClovaException;
import dev.clova.state.ProblemCode;
import dev.clova.state.SourcePosition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Reads and checks every definition file of a working directory. Nothing else is read and nothing
 * is run, and the result does not depend on the order in which files are found.
 */
public final class DefinitionReader {

  private final Path root;
  private final Problems problems = new Problems();
  private final TreeSet<String> names = new TreeSet<>();
  private final SortedMap<String, ServiceDraft> drafts = new TreeMap<>();

  private DefinitionReader(Path root) {
    this.root = root;
  }

  /**
   * What the files say.
   *
   * @param root the folder with {@code clova.toml}
   * @param version this Clova's version, such as {@code 0.1.0}
   * @param newId gives a workspace id, to offer where there is none
   * @throws ClovaException with every problem of every file, by place; of one file at most the
   *     first 20
   */
  public static Definitions read(Path root, String version, Supplier<String> newId) {
    return new DefinitionReader(root.toAbsolutePath().normalize()).read(version, newId);
  }

  private Definitions read(String version, Supplier<String> newId) {
    Path file = root.resolve(Definitions.WORKSPACE_FILE);
    Optional<TomlFile> toml = TomlFile.read(file, Definitions.WORKSPACE_FILE, problems);
    if (toml.isEmpty()) {
      readServices(List.of());
      throw problems.exception();
    }
    WorkspaceReader.refuseOtherVersion(toml.get(), version);
    WorkspaceReader reader = new WorkspaceReader(root, toml.get(), problems);
    Workspace workspace = reader.workspace(newId);
    SortedMap<String, TargetDefinition> targets = reader.targets();
    Optional<PolicyDefinition> policy = reader.policy();
    readServices(workspace.ignore());
    ServiceReferences references = new ServiceReferences(drafts, names, problems);
    references.checkOrder();
    references.checkNames();
    SortedMap<String, ServiceDefinition> services = references.place(targets);
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
    return new Definitions(
        workspace, reader.vars(), targets, services, policy, problems.warnings());
  }

  private void readServices(List<String> ignore) {
    SortedMap<String, String> pathOf = new TreeMap<>();
    TreeSet<String> paths = new TreeSet<>();
    for (String path : ServiceSearch.below(root, ignore, problems)) {
      if (isRightPlace(path, paths, pathOf)) {
        paths.add(path);
        Path directory = root.resolve(path);
        TomlFile.read(directory.resolve(Definitions.SERVICE_FILE), shown(path), problems)
            .map(toml -> new ServiceReader(directory, path, toml, problems).read())
            .ifPresent(draft -> drafts.put(draft.service().name(), draft));
      }
    }
    names.addAll(pathOf.keySet());
  }

  /** Paths come sorted, so that an outer service is always seen before one inside it. */
  private boolean isRightPlace(String path, Set<String> paths, Map<String, String> pathOf) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (path.isEmpty()) {
      String detail = "The workspace itself cannot be a service.";
      return refuse(path, ProblemCode.CONFLICT, detail, "Move this file to a folder of its own.");
    }
    if (!Names.isService(name)) {
      String detail = "The folder `" + name + "` cannot give its name to a service.";
      return refuse(path, ProblemCode.BAD_VALUE, detail, Names.SERVICE_RULE);
    }
    for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      String outer = path.substring(0, end);
      if (paths.contains(outer)) {
        String detail = "`" + path + "` is a service inside the service `" + outer + "`.";
        String hint = "Move it out, or name it in `[workspace] ignore`.";
        return refuse(path, ProblemCode.CONFLICT, detail, hint);
      }
    }
    String first = pathOf.putIfAbsent(name, path);
    if (first != null) {
      String detail = "`" + path + "` and `" + first + "` are two services of one name.";
      return refuse(path, ProblemCode.CONFLICT, detail, "Rename one of the folders.");
    }
    return true;
  }

  private boolean refuse(String path, ProblemCode code, String detail, String hint) {
    SourcePosition at = new Source(shown(path), "").start();
    problems.add(at, code, detail, hint);
    return false;
  }

  private static String shown(String path) {
    return path.isEmpty() ? Definitions.SERVICE_FILE : path + "/" + Definitions.SERVICE_FILE;
  }
}
