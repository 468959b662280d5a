package dev.clova.engine.definition;

import dev.clova.state.ProblemCode;
import dev.clova.state.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the top of a service's directory holds, as far as definitions ask for it. */
final class ServiceFolder {

  private static final List<String> COMPOSE =
      List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");
  private static final List<String> OVERRIDES =
      List.of(
          "compose.override.yml",
          "compose.override.yaml",
          "docker-compose.override.yml",
          "docker-compose.override.yaml");
  private static final Set<String> UNITS =
      Set.of("service", "socket", "timer", "path", "target", "mount", "automount", "swap", "slice");
  private static final String TEMPLATE = ".tmpl";

  private final Path directory;
  private final boolean rendersTemplates;
  private final TreeSet<String> names = new TreeSet<>();

  /**
   * @param rendersTemplates whether {@code x.tmpl} counts as {@code x}
   */
  ServiceFolder(Path directory, boolean rendersTemplates) {
    this.directory = directory;
    this.rendersTemplates = rendersTemplates;
    String[] listed = directory.toFile().list();
    for (String name : listed == null ? new String[0] : listed) {
      names.add(onTarget(name));
    }
  }

  private String onTarget(String name) {
    return rendersTemplates && name.endsWith(TEMPLATE)
        ? name.substring(0, name.length() - TEMPLATE.length())
        : name;
  }

  boolean has(String name) {
    return names.contains(name);
  }

  /**
   * The Compose files as Compose itself finds them: one, and an override of either name; empty if
   * there is none.
   */
  List<String> composeFiles() {
    List<String> files = new ArrayList<>();
    COMPOSE.stream().filter(names::contains).findFirst().ifPresent(files::add);
    if (!files.isEmpty()) {
      OVERRIDES.stream().filter(names::contains).findFirst().ifPresent(files::add);
    }
    return files;
  }

  /** The unit files, sorted. */
  List<String> units() {
    List<String> units = new ArrayList<>();
    for (String name : names) {
      if (isUnit(name)) {
        units.add(name);
      }
    }
    return units;
  }

  static boolean isUnit(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && name.indexOf('/') < 0 && UNITS.contains(name.substring(dot + 1));
  }

  /** Whether a path names a file that is in the directory; if not, a problem was added. */
  boolean holdsFile(TextAt path, Problems problems) {
    if (!staysInside(path.text())) {
      String detail = "`" + path.text() + "` leads out of the service's directory.";
      String hint = "Paths are relative to the directory and stay in it.";
      problems.add(path.at(), ProblemCode.BAD_VALUE, detail, hint);
      return false;
    }
    boolean isThere = isOwnFile(path.text());
    if (!isThere && !(rendersTemplates && isOwnFile(path.text() + TEMPLATE))) {
      String detail = "`" + path.text() + "` is not a file of the service's directory.";
      String hint = SimilarNames.didYouMean(path.text(), names);
      problems.add(path.at(), ProblemCode.UNKNOWN_NAME, detail, hint);
      return false;
    }
    return true;
  }

  private boolean isOwnFile(String path) {
    try {
      Path file = directory.resolve(path);
      return Files.isRegularFile(file) && file.toRealPath().startsWith(directory.toRealPath());
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  /** Adds a problem for each pattern that names nothing or leads out of the directory. */
  static void checkPatterns(List<TextAt> patterns, Problems problems) {
    for (TextAt pattern : patterns) {
      checkPattern(pattern.text(), pattern.at(), problems);
    }
  }

  static void checkPattern(String text, SourcePosition at, Problems problems) {
    String bare = text.startsWith("!") ? text.substring(1) : text;
    if (bare.isBlank()) {
      String hint = "For example `*.conf`.";
      problems.add(at, ProblemCode.BAD_VALUE, "An empty pattern matches nothing.", hint);
    } else if (!staysInside(bare.startsWith("/") ? bare.substring(1) : bare)) {
      String detail = "`" + text + "` leads out of the service's directory.";
      String hint = "Patterns are relative to the directory and stay in it.";
      problems.add(at, ProblemCode.BAD_VALUE, detail, hint);
    }
  }

  private static boolean staysInside(String path) {
    return !path.isEmpty()
        && !path.startsWith("/")
        && !Arrays.asList(path.split("/", -1)).contains("..");
  }
}
