package dev.clova.cli.render;

import dev.clova.cli.render.PlanView.Attention;
import dev.clova.cli.render.PlanView.Attention.Matter;
import dev.clova.engine.PlanResult;
import dev.clova.state.Address;
import dev.clova.state.Drift;
import dev.clova.state.Effect;
import dev.clova.state.Evidence;
import dev.clova.state.Plan;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import dev.clova.state.Risk;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what a reader of a plan has to see even if the rest is not read. */
final class PlanAttention {

  private static final int NAMED = 4;
  private static final String UNPLANNED = "; its services are not in this plan";

  private final PlanResult result;
  private final Plan plan;
  private final Set<Address> drifted;
  private final Map<Key, Set<String>> found = new LinkedHashMap<>();

  PlanAttention(PlanResult result) {
    this.result = result;
    this.plan = result.plan();
    this.drifted = plan.drift().stream().map(Drift::at).collect(Collectors.toSet());
  }

  List<Attention> entries() {
    result.blockers().forEach(problem -> add(Matter.BLOCKED, "", told(problem)));
    plan.actions().forEach(this::risk);
    plan.actions().forEach(this::overwritten);
    plan.actions().forEach(this::downtime);
    plan.unreached()
        .forEach(lost -> add(Matter.UNREACHED, lost.target(), plain(lost.why()) + UNPLANNED));
    plan.cannotTell()
        .forEach(
            unknown ->
                add(
                    Matter.CANNOT_TELL,
                    unknown.at().toString(),
                    unknown.why()
                        + (unknown.needed().isEmpty() ? "" : "; needs " + unknown.needed())));
    if (plan.partial()) {
      add(Matter.PARTIAL, "", "nothing but " + plan.scope() + " was looked at");
    }
    result.warnings().forEach(problem -> add(Matter.WARNING, "", told(problem)));
    List<String> kept =
        result.verdicts().stream()
            .filter(verdict -> !verdict.refuses())
            .map(verdict -> verdict.rule().name())
            .toList();
    if (!kept.isEmpty()) {
      add(Matter.NOTE, "", Amounts.of(kept.size(), "rule") + " kept: " + String.join(", ", kept));
    }
    result.notes().forEach(note -> add(Matter.NOTE, "", note));
    return found.entrySet().stream()
        .map(entry -> attention(entry.getKey(), List.copyOf(entry.getValue())))
        .sorted(Comparator.comparing(Attention::matter))
        .toList();
  }

  private void risk(PlannedAction action) {
    String allowance =
        PlanWords.needsAllowance(action.risk()) ? "needs --allow " + action.risk().word() : "";
    List<String> parts = new ArrayList<>(List.of(PlanWords.reason(action.reason())));
    action.evidence().stream()
        .filter(fact -> fact instanceof Evidence.Note)
        .map(PlanWords::evidence)
        .forEach(parts::add);
    parts.add(allowance);
    String text = parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    switch (action.risk()) {
      case NONE -> {}
      case CONTENT_LOST -> add(Matter.CONTENT_LOST, action.at(), text);
      case DATA_LOST -> add(Matter.DATA_LOST, action.at(), text);
      case IRREVERSIBLE -> add(Matter.IRREVERSIBLE, action.at(), text);
    }
  }

  private void overwritten(PlannedAction action) {
    if (drifted.contains(action.at())) {
      String there =
          action.verb() == Verb.CREATE
              ? "removed on the target, outside Clova; comes back"
              : "changed on the target, outside Clova";
      add(Matter.OVERWRITES, action.at(), there);
    }
  }

  private void downtime(PlannedAction action) {
    if (action.effect() == Effect.DOWNTIME && action.risk() == Risk.NONE) {
      add(Matter.DOWNTIME, Address.of(action.at().placement()), "while this is applied");
    }
  }

  private void add(Matter matter, Address subject, String text) {
    add(matter, subject.toString(), text);
  }

  private void add(Matter matter, String subject, String text) {
    Set<String> subjects = found.computeIfAbsent(new Key(matter, text), key -> new TreeSet<>());
    if (!subject.isEmpty()) {
      subjects.add(subject);
    }
  }

  private static Attention attention(Key key, List<String> subjects) {
    int named = subjects.size() <= NAMED + 1 ? subjects.size() : NAMED;
    return new Attention(
        key.matter(), subjects.subList(0, named), subjects.size() - named, key.text());
  }

  /** What goes on after it is no sentence's end. */
  private static String plain(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private static String told(Problem problem) {
    String place = problem.at().map(at -> " (" + at + ")").orElse("");
    String hint = problem.hint().isEmpty() ? "" : " " + problem.hint();
    return problem.detail() + place + hint;
  }

  /** What makes two findings one entry. */
  private record Key(Matter matter, String text) {}
}
