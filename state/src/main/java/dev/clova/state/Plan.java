package dev.clova.state;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * What would be done, and why. Pure data in canonical order: the same definitions against the same
 * world give an equal plan, whoever makes it, in whatever order the targets answered.
 *
 * @param workspaceId the lineage that it belongs to
 * @param scope what was selected, as a person would type it; empty for everything
 * @param partial whether the selection left something out
 * @param guards what else must still be so when it is applied, such as the digest of each touched
 *     service's definition
 * @param actions sorted by address and verb; no two with both the same
 * @param unreached by target
 * @param cannotTell by address
 * @param drift by address
 * @param unchanged how many things were looked at and are as they should be
 */
public record Plan(
    String workspaceId,
    String scope,
    boolean partial,
    SortedMap<String, String> guards,
    List<PlannedAction> actions,
    List<Unreached> unreached,
    List<CannotTell> cannotTell,
    List<Drift> drift,
    int unchanged) {

  /** Copies and sorts; refuses two actions of one verb at one address. */
  public Plan {
    if (unchanged < 0) {
      throw new IllegalArgumentException("a count is not below zero");
    }
    guards = Sorted.copy(guards);
    actions = actions.stream().sorted().toList();
    unreached = sorted(unreached, Comparator.comparing(Unreached::target));
    cannotTell = sorted(cannotTell, Comparator.comparing(CannotTell::at));
    drift = sorted(drift, Comparator.comparing(Drift::at));
    refuseTwins(actions);
  }

  /** The short name by which people approve it. */
  public PlanId id() {
    return PlanId.of(digest());
  }

  /**
   * What identifies the plan: lineage, selection, guards and actions with all that they show. What
   * was not reached, is unknown, has drifted or needs nothing does not count, since applying does
   * nothing about it.
   */
  public Digest digest() {
    Canonical canonical = new Canonical().text("clova.plan/1").text(workspaceId).text(scope);
    canonical.flag(partial).number(guards.size());
    guards.forEach((name, value) -> canonical.text(name).text(value));
    canonical.number(actions.size());
    actions.forEach(action -> action.into(canonical));
    return canonical.digest();
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return actions.isEmpty();
  }

  /** Whether no target was looked at for it, so that it cannot be applied. */
  public boolean isUnseen() {
    return guards.containsKey(Guard.of(Guard.Sort.AGAINST).text());
  }

  /** How many actions there are of a verb. */
  public int count(Verb verb) {
    return Math.toIntExact(actions.stream().filter(action -> action.verb() == verb).count());
  }

  /** The worst risk of any action. */
  public Risk risk() {
    return actions.stream()
        .map(PlannedAction::risk)
        .max(Comparator.naturalOrder())
        .orElse(Risk.NONE);
  }

  /** The action of this verb at this address, if it is planned. */
  public Optional<PlannedAction> action(Address at, Verb verb) {
    return actions.stream()
        .filter(action -> action.at().equals(at) && action.verb() == verb)
        .findFirst();
  }

  /** The part of it that is about some placements; what it rests on stays. */
  public Plan only(Predicate<Placement> kept) {
    return new Plan(
        workspaceId,
        scope,
        partial,
        guards,
        actions.stream().filter(action -> kept.test(action.at().placement())).toList(),
        unreached,
        cannotTell,
        drift,
        unchanged);
  }

  private static <T> List<T> sorted(List<T> list, Comparator<T> order) {
    return list.stream().sorted(order).toList();
  }

  private static void refuseTwins(List<PlannedAction> actions) {
    Set<String> seen = new HashSet<>();
    for (PlannedAction action : actions) {
      if (!seen.add(action.verb().word() + " " + action.at())) {
        throw new IllegalArgumentException(
            "planned twice: " + action.verb().word() + " " + action.at());
      }
    }
  }
}
