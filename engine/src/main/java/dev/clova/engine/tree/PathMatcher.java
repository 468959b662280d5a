package dev.clova.engine.tree;

import java.util.List;
import java.util.function.Predicate;

/** Patterns in gitignore syntax for whoever has a path and wants to know. */
public final class PathMatcher {

  private PathMatcher() {}

  /** True for the paths of files that the patterns take; the last match counts. */
  public static Predicate<String> of(List<String> patterns) {
    PathPatterns all = PathPatterns.of(patterns);
    return path -> all.take(path, false);
  }
}
