package dev.clova.engine.tree;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.TreePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/**
 * What keeps a service's directory from being deployed: collected, so that all is said at once, but
 * no more than a person reads.
 */
final class SourceFaults {

  private static final int MOST = 25;

  private final String directory;
  private final List<Problem> problems = new ArrayList<>();
  private int unsaid;

  /**
   * @param directory the service's directory as a person would type it; empty if it is the working
   *     directory's root
   */
  SourceFaults(String directory) {
    this.directory = directory;
  }

  /** A path as a person would type it, escaped for display. */
  String show(String path) {
    return TreePath.show(directory.isEmpty() ? path : directory + "/" + path);
  }

  /** One more; {@code fault} is the rest of a sentence that begins with the path. */
  void add(String path, String fault, String hint) {
    add(Problem.of(ProblemCode.BAD_FILE, "`" + show(path) + "` " + fault + ".", hint));
  }

  void add(Problem problem) {
    if (problems.size() < MOST) {
      problems.add(problem);
    } else {
      unsaid++;
    }
  }

  /** A path could not be read. */
  void add(String path, IOException failure) {
    add(path, "cannot be read: " + reason(failure), "");
  }

  /**
   * Ends here if there was anything.
   *
   * @throws ClovaException with all that was collected
   */
  void throwIfAny() {
    if (problems.isEmpty()) {
      return;
    }
    List<Problem> all = new ArrayList<>(problems);
    if (unsaid > 0) {
      String detail = "%,d more files of `%s` cannot be deployed.".formatted(unsaid, directory);
      all.add(Problem.of(ProblemCode.BAD_FILE, detail, ""));
    }
    throw new ClovaException(all);
  }

  static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> "permission denied";
      case NoSuchFileException gone -> "it is gone";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }
}
