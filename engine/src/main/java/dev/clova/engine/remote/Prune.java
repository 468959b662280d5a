package dev.clova.engine.remote;

import dev.clova.state.TreePath;
import java.util.ArrayList;
import java.util.List;

/**
 * The words that keep a remote {@code find} out of persistent paths, which may be as large as they
 * like. Only whole names are left out of the walk; what a pattern means is the controller's to
 * know.
 */
public final class Prune {

  private Prune() {}

  /** Words for the persistent paths of one service. */
  public static List<String> words(String prefix, List<String> persist) {
    return words(paths(prefix, persist));
  }

  /** The paths of one service that are left out, with a prefix. */
  public static List<String> paths(String prefix, List<String> persist) {
    return persist.stream()
        .map(path -> path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
        .map(path -> path.startsWith("/") ? path.substring(1) : path)
        .filter(path -> TreePath.fault(path).isEmpty())
        .filter(path -> path.chars().noneMatch(c -> "*?[]\\!#".indexOf(c) >= 0))
        .map(path -> prefix + path)
        .toList();
  }

  /** Words that leave these paths out; none for none. */
  public static List<String> words(List<String> paths) {
    if (paths.isEmpty()) {
      return List.of();
    }
    List<String> words = new ArrayList<>(List.of("("));
    for (String path : paths) {
      if (words.size() > 1) {
        words.add("-o");
      }
      words.add("-path");
      words.add(path);
    }
    words.addAll(List.of(")", "-prune", "-o"));
    return words;
  }
}
