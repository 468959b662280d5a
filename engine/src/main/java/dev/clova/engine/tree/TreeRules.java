package dev.clova.engine.tree;

import dev.clova.engine.definition.SyncDefinition;
import dev.clova.engine.definition.SyncDefinition.ModeRule;
import dev.clova.state.TreePath;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What a service's definition says about the paths of its directory, ready to be asked.
 *
 * <p>All patterns are in gitignore syntax. Those of {@code persist} begin at the service's
 * directory even without a slash in them: a {@code data/} deep in a program's sources is no
 * persistent data. Those of {@code mode} mean files, and directories only if they end with a slash,
 * or {@code "*" = "0600"} would lock every directory.
 */
final class TreeRules {

  private static final String TEMPLATE_SUFFIX = ".tmpl";
  private static final String DEFINITION = "service.clova.toml";

  private final PathPatterns persist;
  private final PathPatterns template;
  private final List<Mode> modes;
  private final Excludes excludes;

  private record Mode(PathPattern pattern, boolean forDirectories, int bits) {}

  /** Whether a path is that of the service's own definition. */
  static boolean isDefinition(String path) {
    return path.equals(DEFINITION);
  }

  TreeRules(SyncDefinition sync) {
    persist = PathPatterns.anchored(sync.persist());
    template = PathPatterns.of(sync.template());
    modes = sync.modes().stream().flatMap(TreeRules::mode).toList();
    excludes = Excludes.of(sync.exclude());
  }

  /** What the definition excludes; ignore files may add to it. */
  Excludes excludes() {
    return excludes;
  }

  /** Whether a path belongs to the running service once it is on the target. */
  boolean persist(String path, boolean directory) {
    return persist.take(path, directory);
  }

  /** Whether a file is rendered before it is sent. The definition itself never is. */
  boolean template(String path) {
    return template.take(path, false) && !path.equals(DEFINITION);
  }

  /** The path that a rendered file has. */
  static String renderedPath(String path) {
    String name = TreePath.name(path);
    return name.endsWith(TEMPLATE_SUFFIX) && name.length() > TEMPLATE_SUFFIX.length()
        ? path.substring(0, path.length() - TEMPLATE_SUFFIX.length())
        : path;
  }

  /**
   * The mode that the definition gives to a path. The last rule that matches counts, and for a
   * template one that names the rendered file before one that names the template.
   */
  OptionalInt mode(String path, boolean directory) {
    String rendered = renderedPath(path);
    if (!directory && !rendered.equals(path) && template(path)) {
      OptionalInt mode = ruled(rendered, false);
      return mode.isPresent() ? mode : ruled(path, false);
    }
    return ruled(path, directory);
  }

  private OptionalInt ruled(String path, boolean directory) {
    return modes.reversed().stream()
        .filter(mode -> mode.forDirectories() == directory)
        .filter(mode -> mode.pattern().matches(path, directory))
        .mapToInt(Mode::bits)
        .findFirst();
  }

  private static Stream<Mode> mode(ModeRule rule) {
    return PathPattern.of(rule.pattern()).stream()
        .map(pattern -> new Mode(pattern, rule.pattern().endsWith("/"), rule.mode()));
  }
}
