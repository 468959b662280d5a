package dev.clova.engine.definition;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * Paths that {@code [workspace] ignore} leaves out, in gitignore syntax. The forms that nearly
 * every pattern has are matched here: loading the library for them would cost every command more
 * than reading all definitions.
 */
final class IgnoredPaths {

  private final List<Rule> rules = new ArrayList<>();

  IgnoredPaths(List<String> patterns) {
    for (String pattern : patterns) {
      rules.addFirst(rule(pattern));
    }
  }

  /** Whether a path from the root, with {@code /}, is left out; the last matching rule counts. */
  boolean holds(String path, boolean isDirectory) {
    for (Rule rule : rules) {
      if (rule.matches(path, isDirectory)) {
        return rule.leavesOut();
      }
    }
    return false;
  }

  private static Rule rule(String pattern) {
    String everything = pattern.endsWith("/**") ? pattern.substring(0, pattern.length() - 3) : "";
    if (isPlain(everything)) {
      return new Below(strip(everything) + "/");
    }
    return isPlain(pattern) && !pattern.endsWith("/")
        ? pattern.indexOf('/') < 0 ? new Named(pattern) : new Path(strip(pattern))
        : new General(new FastIgnoreRule(pattern));
  }

  private static String strip(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private static boolean isPlain(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if ("*?[]\\!# ".indexOf(pattern.charAt(i)) >= 0) {
        return false;
      }
    }
    return !strip(pattern).isEmpty() && !pattern.contains("//");
  }

  private sealed interface Rule {

    boolean matches(String path, boolean isDirectory);

    default boolean leavesOut() {
      return true;
    }
  }

  /** {@code archive/**}. */
  private record Below(String folder) implements Rule {
    @Override
    public boolean matches(String path, boolean isDirectory) {
      return path.startsWith(folder);
    }
  }

  /** {@code archive}, at any depth. */
  private record Named(String name) implements Rule {
    @Override
    public boolean matches(String path, boolean isDirectory) {
      return path.equals(name) || path.endsWith("/" + name);
    }
  }

  /** {@code /archive} or {@code old/archive}. */
  private record Path(String path) implements Rule {
    @Override
    public boolean matches(String other, boolean isDirectory) {
      return other.equals(path);
    }
  }

  /** Any other. */
  private record General(FastIgnoreRule rule) implements Rule {
    @Override
    public boolean matches(String path, boolean isDirectory) {
      return rule.isMatch(path, isDirectory);
    }

    @Override
    public boolean leavesOut() {
      return rule.getResult();
    }
  }
}
