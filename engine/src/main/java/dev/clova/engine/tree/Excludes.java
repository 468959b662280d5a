package dev.clova.engine.tree;

import dev.clova.state.TreePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a service's directory does not take part: {@code [sync] exclude}, the ignore files of the
 * directories, which win over those above, and what never does. Immutable.
 *
 * @param levels the patterns of a directory, by its path; at the top the path is empty
 */
record Excludes(Map<String, PathPatterns> levels) {

  /** The name of a file with further patterns, for its directory and those below. */
  static final String IGNORE_FILE = ".clovaignore";

  Excludes {
    levels = Map.copyOf(levels);
  }

  /** The patterns of the definition alone. */
  static Excludes of(List<String> exclude) {
    return new Excludes(Map.of("", PathPatterns.of(exclude)));
  }

  /** The same with the patterns of one more ignore file. */
  Excludes with(String directory, List<String> lines) {
    Map<String, PathPatterns> more = new HashMap<>(levels);
    more.merge(directory, PathPatterns.of(lines), Excludes::both);
    return new Excludes(more);
  }

  /** Whether a path in a directory that is not excluded itself is. */
  boolean exclude(String path, boolean directory) {
    String name = TreePath.name(path);
    if (name.equals(".git") || name.equals(".clova")) {
      return true;
    }
    Optional<String> level = TreePath.parent(path);
    while (level.isPresent()) {
      Optional<Boolean> verdict = verdict(level.get(), path, directory);
      if (verdict.isPresent()) {
        return verdict.get();
      }
      level = TreePath.parent(level.get());
    }
    return verdict("", path, directory).orElse(false);
  }

  /** What excludes a path that is excluded, in words. */
  String reason(String path, boolean directory) {
    String name = TreePath.name(path);
    if (name.equals(".git") || name.equals(".clova")) {
      return "never sent";
    }
    Optional<String> level = TreePath.parent(path);
    while (level.isPresent()) {
      if (verdict(level.get(), path, directory).isPresent()) {
        return "excluded by `" + level.get() + "/" + IGNORE_FILE + "`";
      }
      level = TreePath.parent(level.get());
    }
    return "excluded by `exclude` in `[sync]` or by `" + IGNORE_FILE + "`";
  }

  /** Whether a path, or a directory that holds it, is excluded. */
  boolean cover(String path, boolean directory) {
    return Stream.iterate(
                TreePath.parent(path), Optional::isPresent, p -> TreePath.parent(p.orElseThrow()))
            .anyMatch(parent -> exclude(parent.orElseThrow(), true))
        || exclude(path, directory);
  }

  private Optional<Boolean> verdict(String level, String path, boolean directory) {
    PathPatterns patterns = levels.getOrDefault(level, PathPatterns.NONE);
    return patterns.verdict(level.isEmpty() ? path : path.substring(level.length() + 1), directory);
  }

  private static PathPatterns both(PathPatterns first, PathPatterns second) {
    return new PathPatterns(
        Stream.of(first, second).flatMap(patterns -> patterns.patterns().stream()).toList());
  }
}
