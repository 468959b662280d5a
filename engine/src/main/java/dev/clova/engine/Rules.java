package dev.clova.engine;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.PolicyDefinition;
import dev.clova.engine.definition.PolicyRule;
import dev.clova.engine.definition.TargetDefinition;
import dev.clova.engine.policy.PolicyCase;
import dev.clova.engine.policy.PolicyCheck;
import dev.clova.engine.policy.Verdict;
import dev.clova.state.Placement;
import dev.clova.state.PlanId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** All rules that a plan has to keep: the workspace's own, and those from outside. */
final class Rules {

  private final Optional<PolicyDefinition> own;
  private final Optional<PolicyDefinition> outside;
  private final List<PolicyRule> ofTargets;
  private final Selector selector;

  private Rules(
      Optional<PolicyDefinition> own,
      Optional<PolicyDefinition> outside,
      List<PolicyRule> ofTargets,
      Selector selector) {
    this.own = own;
    this.outside = outside;
    this.ofTargets = List.copyOf(ofTargets);
    this.selector = selector;
  }

  static Rules of(Definitions definitions, Outside outside, Selector selector) {
    List<PolicyRule> ofTargets =
        definitions.targets().values().stream()
            .filter(TargetDefinition::isProtected)
            .<PolicyRule>map(
                target -> new PolicyRule.Protect(List.of("@" + target.name()), target.at()))
            .toList();
    return new Rules(definitions.policy(), outside.policy(), ofTargets, selector);
  }

  /** Those of {@code [policy]}, the same in every clone. */
  Optional<PolicyDefinition> own() {
    return own;
  }

  /** The plans that are approved; the workspace cannot approve its own. */
  Set<PlanId> approved() {
    return outside.map(PolicyDefinition::approved).orElse(Set.of());
  }

  Predicate<Placement> matching(String pattern) {
    return selector.pattern(pattern);
  }

  /** What each of them says; none can speak for another. */
  List<Verdict> verdicts(PolicyCase plan) {
    return all().stream().flatMap(p -> PolicyCheck.verdicts(p, plan).stream()).toList();
  }

  /** By the file that they are written in. */
  List<PolicyDefinition> all() {
    List<PolicyDefinition> all = new ArrayList<>();
    outside.ifPresent(all::add);
    own.ifPresent(all::add);
    if (!ofTargets.isEmpty()) {
      all.add(new PolicyDefinition(Definitions.WORKSPACE_FILE, ofTargets, Set.of()));
    }
    return all;
  }
}
