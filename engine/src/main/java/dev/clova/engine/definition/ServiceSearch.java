package dev.clova.engine.definition;

import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Finds every service directory below the root, at any depth. Links are not followed. */
final class ServiceSearch extends SimpleFileVisitor<Path> {

  private final Path root;
  private final IgnoredPaths ignored;
  private final Problems problems;
  private final List<String> found = new ArrayList<>();

  private ServiceSearch(Path root, List<String> ignore, Problems problems) {
    this.root = root;
    this.ignored = new IgnoredPaths(ignore);
    this.problems = problems;
  }

  /** The directories with a service file, from the root, with {@code /}; sorted. */
  static List<String> below(Path root, List<String> ignore, Problems problems) {
    ServiceSearch search = new ServiceSearch(root, ignore, problems);
    try {
      Files.walkFileTree(root, search);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    search.found.sort(null);
    return search.found;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
    if (directory.equals(root)) {
      return FileVisitResult.CONTINUE;
    }
    boolean isHidden = directory.getFileName().toString().startsWith(".");
    return isHidden || ignored.holds(fromRoot(directory), true)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (file.endsWith(Definitions.SERVICE_FILE) && !ignored.holds(fromRoot(file), false)) {
      found.add(fromRoot(file.resolveSibling("")));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    String detail = "This cannot be read, so services in it are not seen.";
    String hint = "Name it in `[workspace] ignore` if it holds none.";
    problems.warn(new Source(fromRoot(file), "").start(), ProblemCode.BAD_FILE, detail, hint);
    return FileVisitResult.CONTINUE;
  }

  private String fromRoot(Path path) {
    return root.relativize(path).toString();
  }
}
