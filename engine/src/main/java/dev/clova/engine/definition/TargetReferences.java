package dev.clova.engine.definition;

import dev.clova.state.ProblemCode;
import dev.clova.state.SourcePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What targets say about each other. */
final class TargetReferences {

  private final SortedMap<String, TargetDefinition> targets;
  private final Map<String, SourcePosition> jumpAt;
  private final Problems problems;

  /**
   * @param jumpAt where each target's {@code jump} is written
   */
  TargetReferences(
      SortedMap<String, TargetDefinition> targets,
      Map<String, SourcePosition> jumpAt,
      Problems problems) {
    this.targets = targets;
    this.jumpAt = jumpAt;
    this.problems = problems;
  }

  void check() {
    SortedMap<String, List<String>> jumps = new TreeMap<>();
    for (TargetDefinition target : targets.values()) {
      jumps.put(target.name(), jumps(target));
    }
    for (List<String> cycle : Cycles.in(jumps)) {
      String round = String.join("` through `", cycle) + "` through `" + cycle.getFirst();
      String detail = "`" + round + "`: nobody gets there.";
      String hint = "Leave `jump` out of one of them, or write `jump = \"\"`.";
      problems.add(at(cycle.getFirst()), ProblemCode.CYCLE, detail, hint);
    }
    samePlaces();
  }

  private List<String> jumps(TargetDefinition target) {
    List<String> names = new ArrayList<>();
    for (Jump jump : target.jumps()) {
      if (jump instanceof Jump.ByTarget(String name)) {
        names.add(name);
        if (!targets.containsKey(name)) {
          unknown(target.name(), name);
        }
      }
    }
    return names;
  }

  private void unknown(String target, String jump) {
    String hint = SimilarNames.didYouMean(jump, targets.keySet());
    if (hint.isEmpty()) {
      hint = "For a host that is no target, write `user@host` or `host:port`.";
    }
    String detail = "`" + jump + "` is not a target.";
    problems.add(at(target), ProblemCode.UNKNOWN_NAME, detail, hint);
  }

  /** Two targets that are one place would overwrite and remove each other's services. */
  private void samePlaces() {
    Map<String, TargetDefinition> places = new HashMap<>();
    for (TargetDefinition target : targets.values()) {
      boolean isLocal = target.connection() == ConnectionKind.LOCAL;
      String host = isLocal ? "" : target.host() + " " + target.port().orElse(0) + target.jumps();
      String place = host + " " + target.root().orElse("") + " " + target.user().orElse("");
      TargetDefinition first = places.putIfAbsent(place, target);
      if (first != null) {
        String detail =
            "`"
                + target.name()
                + "` and `"
                + first.name()
                + "` ("
                + first.at()
                + ") are one place:"
                + " the same host and the same `root`.";
        String hint = "Use one target, or give each a `root` of its own.";
        problems.add(target.at(), ProblemCode.CONFLICT, detail, hint);
      }
    }
  }

  private SourcePosition at(String target) {
    return Optional.ofNullable(jumpAt.get(target)).orElseThrow();
  }
}
