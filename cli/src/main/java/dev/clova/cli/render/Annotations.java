package dev.clova.cli.render;

import dev.clova.cli.console.Printable;
import dev.clova.state.Problem;
import dev.clova.state.SourcePosition;
import java.util.List;

/**
 * Problems as commands to the runner of GitHub Actions, which shows them beside the lines that they
 * are about.
 */
public final class Annotations {

  /** GitHub shows ten of a step. */
  private static final int MOST = 10;

  private Annotations() {}

  /**
   * A line for each problem that has a place.
   *
   * @param level {@code error} or {@code warning}
   * @param folder where the working directory is within the repository; empty for its root
   */
  public static List<String> lines(String level, List<Problem> problems, String folder) {
    return problems.stream()
        .flatMap(problem -> problem.at().map(at -> line(level, problem, at, folder)).stream())
        .limit(MOST)
        .toList();
  }

  private static String line(String level, Problem problem, SourcePosition at, String folder) {
    String file = folder.isEmpty() ? at.file() : folder + "/" + at.file();
    String hint = problem.hint().isEmpty() ? "" : "\n" + problem.hint();
    return "::%s file=%s,line=%d,col=%d,title=%s::%s"
        .formatted(
            level,
            property(file),
            at.line(),
            at.column(),
            property(problem.code().title()),
            data(problem.detail() + hint));
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }

  private static String data(String text) {
    return String.join(
        "%0A", text.lines().map(line -> Printable.of(line).replace("%", "%25")).toList());
  }
}
