package dev.clova.engine.tree;

import java.util.List;
import java.util.Optional;

/**
 * Patterns in gitignore syntax, the last match of which counts.
 *
 * @param patterns in the order in which they were written
 */
record PathPatterns(List<PathPattern> patterns) {

  static final PathPatterns NONE = new PathPatterns(List.of());

  PathPatterns {
    patterns = List.copyOf(patterns);
  }

  /** Patterns that match at any depth unless they hold a slash. */
  static PathPatterns of(List<String> lines) {
    return new PathPatterns(lines.stream().map(PathPattern::of).flatMap(Optional::stream).toList());
  }

  /** Patterns that all begin at the top: {@code data/} is not {@code themes/data/}. */
  static PathPatterns anchored(List<String> lines) {
    return of(lines.stream().map(PathPatterns::anchor).toList());
  }

  /** Whether the last pattern that matches a path takes it; empty if none matches. */
  Optional<Boolean> verdict(String path, boolean directory) {
    for (int i = patterns.size() - 1; i >= 0; i--) {
      if (patterns.get(i).matches(path, directory)) {
        return Optional.of(!patterns.get(i).negated());
      }
    }
    return Optional.empty();
  }

  /** Whether the patterns take a path itself. */
  boolean take(String path, boolean directory) {
    return verdict(path, directory).orElse(false);
  }

  private static String anchor(String line) {
    boolean negated = line.startsWith("!");
    String body = negated ? line.substring(1) : line;
    boolean hasSlash = body.indexOf('/') >= 0 && body.indexOf('/') < body.length() - 1;
    return hasSlash || body.isBlank() || body.startsWith("#")
        ? line
        : (negated ? "!/" : "/") + body;
  }
}
