package dev.clova.engine.definition;

import dev.clova.state.ProblemCode;
import dev.clova.state.SourcePosition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts services on their targets, and checks what they say about each other. */
final class ServiceReferences {

  private final SortedMap<String, ServiceDraft> drafts;
  private final Set<String> names;
  private final Problems problems;

  /**
   * @param names every service, also those whose files could not be read
   */
  ServiceReferences(SortedMap<String, ServiceDraft> drafts, Set<String> names, Problems problems) {
    this.drafts = drafts;
    this.names = names;
    this.problems = problems;
  }

  SortedMap<String, ServiceDefinition> place(SortedMap<String, TargetDefinition> targets) {
    TargetPatterns resolution = new TargetPatterns(targets);
    SortedMap<String, ServiceDefinition> services = new TreeMap<>();
    drafts.forEach(
        (name, draft) -> {
          List<String> on = resolution.resolve(draft.patterns(), problems);
          services.put(name, draft.service().placedOn(on));
          if (on.isEmpty() && !draft.patterns().isEmpty()) {
            String detail = "These choose no target, so `" + name + "` is nowhere.";
            String hint = "Write `targets = []` if that is meant.";
            problems.warn(draft.service().placing().at(), ProblemCode.UNKNOWN_NAME, detail, hint);
          }
        });
    return services;
  }

  void checkOrder() {
    SortedMap<String, List<String>> after = new TreeMap<>();
    drafts.forEach(
        (name, draft) -> {
          after.put(name, draft.service().after());
          for (TextAt other : draft.after()) {
            if (!names.contains(other.text())) {
              String detail = "`" + other.text() + "` is not a service.";
              String guess = SimilarNames.didYouMean(other.text(), names);
              String hint = guess.isEmpty() ? "A service is named after its directory." : guess;
              problems.add(other.at(), ProblemCode.UNKNOWN_NAME, detail, hint);
            }
          }
        });
    for (List<String> cycle : Cycles.in(after)) {
      report(cycle);
    }
  }

  /** A name that a service had is nobody else's, as long as that is said of it. */
  void checkNames() {
    SortedMap<String, String> heirs = new TreeMap<>();
    drafts.forEach(
        (name, draft) -> {
          Optional<TextAt> old = draft.service().renamedFrom();
          if (old.isEmpty()) {
            return;
          }
          String other = heirs.putIfAbsent(old.get().text(), name);
          boolean isThere = names.contains(old.get().text()) && !old.get().text().equals(name);
          if (isThere) {
            problems.add(
                old.get().at(),
                ProblemCode.CONFLICT,
                "There is a service `%s`, so it cannot be what `%s` was before."
                    .formatted(old.get().text(), name),
                "Take the line out once `%s` has its new name everywhere.".formatted(name));
          } else if (other != null) {
            problems.add(
                old.get().at(),
                ProblemCode.CONFLICT,
                "`%s` says that it was `%s` before, and so does `%s`."
                    .formatted(name, old.get().text(), other),
                "Take the line out of one of them.");
          }
        });
  }

  private void report(List<String> cycle) {
    StringBuilder detail = new StringBuilder();
    for (int i = 0; i < cycle.size(); i++) {
      String next = cycle.get((i + 1) % cycle.size());
      detail.append(i == 0 ? "" : ", ").append('`').append(cycle.get(i)).append("` comes after `");
      detail.append(next).append("` (").append(at(cycle.get(i), next)).append(')');
    }
    String hint = "Take one of them out of its `after`.";
    SourcePosition at = at(cycle.getFirst(), cycle.get(1 % cycle.size()));
    problems.add(at, ProblemCode.CYCLE, detail.append('.').toString(), hint);
  }

  private SourcePosition at(String service, String after) {
    ServiceDraft draft = Optional.ofNullable(drafts.get(service)).orElseThrow();
    for (TextAt other : draft.after()) {
      if (other.text().equals(after)) {
        return other.at();
      }
    }
    return draft.service().at();
  }
}
