package dev.clova.cli.render;

import dev.clova.cli.render.PlanView.Entry;
import dev.clova.cli.render.PlanView.Phrase;
import dev.clova.state.Address;
import dev.clova.state.ContentChange;
import dev.clova.state.ContentVersion;
import dev.clova.state.Drift;
import dev.clova.state.Effect;
import dev.clova.state.Evidence;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Risk;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Makes the entries of a section; many short ones of one sort become one. */
final class PlanEntries {

  private final Map<Address, Drift> drift;
  private final Folding folding;

  PlanEntries(Map<Address, Drift> drift, Folding folding) {
    this.drift = drift;
    this.folding = folding;
  }

  /** Entries for actions that are equal on all targets of each inner list, in the given order. */
  List<Entry> of(List<List<PlannedAction>> equal, int targets) {
    Map<Object, List<List<PlannedAction>>> runs = new LinkedHashMap<>();
    for (List<PlannedAction> same : equal) {
      runs.computeIfAbsent(key(same), run -> new ArrayList<>()).add(same);
    }
    List<Entry> entries = new ArrayList<>();
    for (List<PlannedAction> same : equal) {
      List<List<PlannedAction>> run = Objects.requireNonNull(runs.get(key(same)));
      if (run.size() < folding.together()) {
        entries.add(entry(same, targets));
      } else if (run.getFirst().equals(same)) {
        entries.add(together(run, targets));
      }
    }
    return entries;
  }

  private Object key(List<PlannedAction> same) {
    return isBrief(same.getFirst()) ? Brief.of(same) : same;
  }

  private Entry entry(List<PlannedAction> same, int targets) {
    PlannedAction action = same.getFirst();
    return new Entry(
        action.verb(),
        PlanWords.within(action.at()),
        List.of(),
        0,
        onlyOn(same, targets),
        new PlanPhrases(action, Optional.ofNullable(drift.get(action.at())))
            .phrases(same.size() > 1),
        new PlanContent(folding).of(action));
  }

  private Entry together(List<List<PlannedAction>> run, int targets) {
    PlannedAction first = run.getFirst().getFirst();
    List<String> names = run.stream().map(same -> same.getFirst().at().name()).toList();
    int listed = Math.min(names.size(), folding.listed());
    List<Phrase> phrases = new ArrayList<>();
    phrases.add(new Phrase(Phrase.About.REASON, PlanWords.reason(first.reason())));
    long bytes = run.stream().mapToLong(same -> bytes(same.getFirst())).sum();
    if (bytes > 0) {
      phrases.add(new Phrase(Phrase.About.FACT, Amounts.bytes(bytes)));
    }
    return new Entry(
        first.verb(),
        things(names.size(), first.at().kind()),
        names.subList(0, listed),
        names.size() - listed,
        onlyOn(run.getFirst(), targets),
        phrases,
        Optional.empty());
  }

  private static long bytes(PlannedAction action) {
    return action
        .change()
        .flatMap(change -> change.wanted().or(change::old))
        .map(ContentVersion::size)
        .orElse(0L);
  }

  private static String things(int count, String kind) {
    return switch (kind) {
      case "sync", "file" -> Amounts.of(count, "file");
      case "directory" -> Amounts.of(count, "directory", "directories");
      default -> Amounts.of(count, kind);
    };
  }

  private static List<String> onlyOn(List<PlannedAction> same, int targets) {
    return same.size() == targets
        ? List.of()
        : same.stream().map(action -> action.at().placement().target()).sorted().toList();
  }

  /** Whether name, verb and reason say everything about it. */
  private boolean isBrief(PlannedAction action) {
    return !action.at().name().isEmpty()
        && action.because().isEmpty()
        && action.effect() == Effect.NONE
        && action.risk() == Risk.NONE
        && !drift.containsKey(action.at())
        && isOneSided(action);
  }

  /** Whether there is nothing before, or nothing after, to compare it with. */
  private static boolean isOneSided(PlannedAction action) {
    return action.change().stream().noneMatch(PlanEntries::isCompared)
        && action.evidence().stream().allMatch(PlanEntries::isOneSided);
  }

  private static boolean isCompared(ContentChange change) {
    return change.old().isPresent() && change.wanted().isPresent();
  }

  private static boolean isOneSided(Evidence fact) {
    return switch (fact) {
      case Evidence.Note ignored -> false;
      case Evidence.Differs(String attribute, Optional<String> seen, Optional<String> wanted) ->
          seen.isEmpty() || wanted.isEmpty();
    };
  }

  /** What short actions have in common that are told together. */
  private record Brief(Verb verb, Reason reason, String kind, List<String> targets) {

    static Brief of(List<PlannedAction> same) {
      PlannedAction first = same.getFirst();
      return new Brief(
          first.verb(),
          first.reason(),
          first.at().kind(),
          same.stream().map(action -> action.at().placement().target()).toList());
    }
  }

  /** Everything that an entry shows of an action, whatever its target. */
  record Sameness(
      String kind,
      String name,
      Verb verb,
      Reason reason,
      List<String> because,
      List<Evidence> evidence,
      Effect effect,
      Risk risk,
      Optional<ContentChange> change,
      Optional<List<Evidence>> drift) {

    static Sameness of(PlannedAction action, Map<Address, Drift> drift) {
      Address at = action.at();
      return new Sameness(
          at.kind(),
          at.name(),
          action.verb(),
          action.reason(),
          action.because().stream().map(other -> PlanWords.beside(at, other, true)).toList(),
          action.evidence(),
          action.effect(),
          action.risk(),
          action.change(),
          Optional.ofNullable(drift.get(at)).map(Drift::evidence));
    }
  }
}
