package dev.clova.engine.policy;

import dev.clova.engine.definition.PolicyDefinition;
import dev.clova.engine.definition.PolicyRule;
import dev.clova.state.Placement;
import dev.clova.state.PlannedAction;
import dev.clova.state.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Holds a plan against rules. A pure function; it knows the time only as it is told. */
public final class PolicyCheck {

  private static final int NAMED = 5;

  private final PolicyCase plan;

  private PolicyCheck(PolicyCase plan) {
    this.plan = plan;
  }

  /** What each rule says, in the order in which they are written. */
  public static List<Verdict> verdicts(PolicyDefinition policy, PolicyCase plan) {
    PolicyCheck check = new PolicyCheck(plan);
    List<Verdict> verdicts = new ArrayList<>();
    for (PolicyRule rule : policy.rules()) {
      List<String> against = plan.plan().isEmpty() ? List.of() : check.against(rule);
      verdicts.add(
          new Verdict(
              rule,
              policy.source(),
              against.isEmpty() ? Verdict.Outcome.HOLDS : Verdict.Outcome.REFUSES,
              against.isEmpty() ? check.why(rule) : told(against)));
    }
    return verdicts;
  }

  /** What the plan does against a rule; empty: nothing. */
  private List<String> against(PolicyRule rule) {
    return switch (rule) {
      case PolicyRule.Protect protect -> threatened(protect);
      case PolicyRule.Ask ask ->
          risky(ask.risks()).stream()
              .filter(action -> !plan.allowed().contains(action.risk()))
              .map(action -> shown(action) + " needs `--allow " + action.risk().word() + "`")
              .toList();
      case PolicyRule.Forbid forbid ->
          risky(forbid.risks()).stream()
              .map(action -> shown(action) + " has the risk `" + action.risk().word() + "`")
              .toList();
      case PolicyRule.MaxRemoved most ->
          plan.removed().size() > most.most() ? List.of(removals()) : List.of();
      case PolicyRule.MaxRemovedPercent most ->
          100L * plan.removed().size() > (long) most.most() * plan.recorded()
              ? List.of(removals())
              : List.of();
      case PolicyRule.Reviewed reviewed ->
          plan.approved().contains(plan.id())
              ? List.of()
              : List.of("`" + plan.id() + "` is not approved");
      case PolicyRule.Deny deny -> denied(deny);
      case PolicyRule.Freeze freeze ->
          freeze.holds(plan.now()) ? List.of("that is so now") : List.of();
    };
  }

  /** Why a rule is kept. */
  private String why(PolicyRule rule) {
    if (plan.plan().isEmpty()) {
      return "nothing is to be done";
    }
    return switch (rule) {
      case PolicyRule.Protect protect -> "nothing there is removed or put at risk";
      case PolicyRule.Ask ask -> risky(ask.risks()).isEmpty() ? "there is none" : "it is given";
      case PolicyRule.Forbid forbid -> "there is none";
      case PolicyRule.MaxRemoved most -> removals();
      case PolicyRule.MaxRemovedPercent most -> removals();
      case PolicyRule.Reviewed reviewed -> "`" + plan.id() + "` is approved";
      case PolicyRule.Deny deny -> "nothing of that is done";
      case PolicyRule.Freeze freeze -> "that is not so now";
    };
  }

  private List<String> threatened(PolicyRule.Protect protect) {
    List<Predicate<Placement>> patterns =
        protect.patterns().stream().map(pattern -> plan.matching().apply(pattern)).toList();
    Predicate<Placement> isProtected = at -> patterns.stream().anyMatch(p -> p.test(at));
    List<String> threatened = new ArrayList<>();
    new TreeSet<>(plan.removed())
        .stream()
            .filter(isProtected)
            .forEach(placement -> threatened.add("`" + placement + "` is removed"));
    plan.plan().actions().stream()
        .filter(action -> action.risk() != Risk.NONE && isProtected.test(action.at().placement()))
        .map(action -> shown(action) + " has the risk `" + action.risk().word() + "`")
        .forEach(threatened::add);
    return threatened;
  }

  private List<PlannedAction> risky(Set<Risk> risks) {
    return plan.plan().actions().stream().filter(action -> risks.contains(action.risk())).toList();
  }

  private List<String> denied(PolicyRule.Deny deny) {
    List<String> denied = new ArrayList<>();
    for (String pattern : deny.patterns()) {
      int blank = pattern.indexOf(' ');
      String verb = pattern.substring(0, blank);
      Pattern address = glob(pattern.substring(blank + 1));
      plan.plan().actions().stream()
          .filter(action -> verb.equals("*") || action.verb().word().equals(verb))
          .filter(
              action ->
                  address.matcher(action.at().toString()).matches()
                      || address.matcher(action.at().placement().toString()).matches())
          .map(action -> shown(action) + " is `" + pattern + "`")
          .forEach(denied::add);
    }
    return denied;
  }

  private static Pattern glob(String text) {
    return Pattern.compile(
        java.util.Arrays.stream(text.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }

  private String removals() {
    return "%d of %d are taken away".formatted(plan.removed().size(), plan.recorded());
  }

  private static String shown(PlannedAction action) {
    return "`" + action.verb().word() + " " + action.at() + "`";
  }

  private static String told(List<String> against) {
    String more = against.size() > NAMED ? "; and %d more".formatted(against.size() - NAMED) : "";
    return against.stream().limit(NAMED).collect(Collectors.joining("; ")) + more;
  }
}
