package dev.clova.engine.definition;

import dev.clova.state.ProblemCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** Chooses targets by patterns; the order of patterns and targets does not matter. */
final class TargetPatterns {

  private static final String TAG = "tag:";

  private final SortedMap<String, TargetDefinition> targets;
  private final TreeSet<String> tags = new TreeSet<>();

  TargetPatterns(SortedMap<String, TargetDefinition> targets) {
    this.targets = targets;
    for (TargetDefinition target : targets.values()) {
      tags.addAll(target.tags());
    }
  }

  /** The names that the patterns choose, sorted; a pattern that means nothing is a problem. */
  List<String> resolve(List<TextAt> patterns, Problems problems) {
    TreeSet<String> chosen = new TreeSet<>();
    TreeSet<String> leftOut = new TreeSet<>();
    boolean choosesAny = patterns.isEmpty();
    for (TextAt pattern : patterns) {
      boolean isExclusion = pattern.text().startsWith("!");
      choosesAny |= !isExclusion;
      String bare = isExclusion ? pattern.text().substring(1) : pattern.text();
      Collection<String> matching = matching(bare, pattern, problems);
      (isExclusion ? leftOut : chosen).addAll(matching);
    }
    if (!choosesAny) {
      String detail = "`targets` only leaves out.";
      String hint = "Put `\"*\"` first for all others.";
      problems.add(patterns.getFirst().at(), ProblemCode.BAD_VALUE, detail, hint);
    }
    chosen.removeAll(leftOut);
    return List.copyOf(chosen);
  }

  private Collection<String> matching(String pattern, TextAt written, Problems problems) {
    if (pattern.equals("*")) {
      return targets.keySet();
    }
    if (pattern.startsWith(TAG)) {
      return tagged(pattern.substring(TAG.length()), written, problems);
    }
    if (targets.containsKey(pattern)) {
      return List.of(pattern);
    }
    String hint = SimilarNames.didYouMean(pattern, targets.keySet());
    if (hint.isEmpty()) {
      hint =
          tags.contains(pattern)
              ? "It is a tag: write `\"tag:" + pattern + "\"`."
              : "Targets are defined in `clova.toml`, `[targets.NAME]` each.";
    }
    String detail = "`" + pattern + "` is not a target.";
    problems.add(written.at(), ProblemCode.UNKNOWN_NAME, detail, hint);
    return List.of();
  }

  private List<String> tagged(String tag, TextAt written, Problems problems) {
    List<String> names = new ArrayList<>();
    for (TargetDefinition target : targets.values()) {
      if (target.tags().contains(tag)) {
        names.add(target.name());
      }
    }
    if (names.isEmpty()) {
      String detail = "No target has the tag `" + tag + "`.";
      String guess = SimilarNames.didYouMean(tag, tags);
      String hint = guess.isEmpty() ? "Give it to one, with `tags` in `clova.toml`." : guess;
      problems.add(written.at(), ProblemCode.UNKNOWN_NAME, detail, hint);
    }
    return names;
  }
}
