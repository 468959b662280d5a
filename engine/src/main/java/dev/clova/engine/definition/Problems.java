package dev.clova.engine.definition;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.SourcePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects what is wrong and what is odd, so that one run tells all of it. For one thread. */
final class Problems {

  /** How many problems of one file are told. */
  static final int LISTED_PER_FILE = 20;

  private final Set<Problem> found = new LinkedHashSet<>();
  private final Set<Problem> warnings = new LinkedHashSet<>();
  private final Map<String, Integer> leftOut = new HashMap<>();

  void add(SourcePosition at, ProblemCode code, String detail, String hint) {
    found.add(Problem.at(at, code, detail, hint));
  }

  void warn(SourcePosition at, ProblemCode code, String detail, String hint) {
    warnings.add(Problem.at(at, code, detail, hint));
  }

  /** So many more problems of a file were found after those that were added. */
  void leaveOut(String file, int count) {
    leftOut.put(file, count);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Warnings, by place. */
  List<Problem> warnings() {
    List<Problem> sorted = new ArrayList<>(warnings);
    sorted.sort(null);
    return sorted;
  }

  /** Everything that was found, of each file a bounded number; there must be something. */
  ClovaException exception() {
    TreeMap<String, List<Problem>> byFile = new TreeMap<>();
    for (Problem problem : found) {
      String file = problem.at().map(SourcePosition::file).orElse("");
      byFile.computeIfAbsent(file, f -> new ArrayList<>()).add(problem);
    }
    List<Problem> listed = new ArrayList<>();
    byFile.forEach(
        (file, ofFile) -> {
          ofFile.sort(null);
          listed.addAll(bounded(ofFile, leftOut.getOrDefault(file, 0)));
        });
    return new ClovaException(listed);
  }

  private static List<Problem> bounded(List<Problem> sorted, int others) {
    int more = sorted.size() - LISTED_PER_FILE + others;
    if (more <= 0 || sorted.getFirst().at().isEmpty()) {
      return sorted;
    }
    List<Problem> listed = new ArrayList<>(sorted.subList(0, LISTED_PER_FILE));
    Problem next = sorted.get(LISTED_PER_FILE);
    String detail =
        "Here and further down "
            + (more == 1 ? "is 1 more problem." : "are " + more + " more problems.");
    listed.add(new Problem(next.code(), detail, next.at(), "Mend those above first."));
    return listed;
  }
}
