package dev.clova.engine.definition;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/** Paths that {@code [workspace] ignore} leaves out, in gitignore syntax. */
final class IgnoredPaths {

  private final List<FastIgnoreRule> rules = new ArrayList<>();

  IgnoredPaths(List<String> patterns) {
    for (String pattern : patterns) {
      rules.add(new FastIgnoreRule(pattern));
    }
  }

  /** Whether a path from the root, with {@code /}, is left out; the last matching rule counts. */
  boolean holds(String path, boolean isDirectory) {
    for (FastIgnoreRule rule : rules.reversed()) {
      if (rule.isMatch(path, isDirectory)) {
        return rule.getResult();
      }
    }
    return false;
  }
}
