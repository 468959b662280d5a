package dev.clova.engine.definition;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The targets that an untrusted run may connect to: those of a file outside the working directory,
 * written like {@code clova.toml}, of which nothing but the targets counts. In a pull request that
 * is the {@code clova.toml} of the branch that it is to be merged into.
 */
public final class TrustedTargets {

  private TrustedTargets() {}

  /**
   * What the file says, without services.
   *
   * @param file empty: no target is trusted
   * @param root the working directory
   * @throws ClovaException with everything that is wrong with it, or if the working directory holds
   *     it
   */
  public static Definitions read(Optional<Path> file, Path root) {
    if (file.isEmpty()) {
      return of(new TreeMap<>(), root);
    }
    if (Inside.holds(root, file.get())) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.REFUSED,
              "The trusted targets in `%s` lie in the working directory, which is not trusted."
                  .formatted(file.get()),
              "Name a file outside it with `CLOVA_TRUSTED_TARGETS`."));
    }
    Problems problems = new Problems();
    SortedMap<String, TargetDefinition> targets = new TreeMap<>();
    TomlFile.read(file.get(), file.get().toString(), problems)
        .ifPresent(toml -> targets.putAll(new WorkspaceReader(root, toml, problems).targets()));
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
    return of(targets, root);
  }

  private static Definitions of(SortedMap<String, TargetDefinition> targets, Path root) {
    Workspace none = new Workspace(root, "", "", List.of(), new Source("", "").start());
    return new Definitions(
        none, new TreeMap<>(), targets, new TreeMap<>(), Optional.empty(), List.of());
  }
}
