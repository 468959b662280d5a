package dev.clova.cli.render;

import dev.clova.state.Address;
import dev.clova.state.PlannedAction;
import dev.clova.state.Verb;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The order in which the actions on a placement are done: files, environment, units, what runs,
 * health. What goes away goes the other way round. A plan itself has no order within a placement,
 * so that nothing of its identity depends on this.
 */
final class PlanOrder {

  private static final List<String> UP =
      List.of(
          "",
          "hook/before_apply",
          "sync",
          "env",
          "unit",
          "hook/before_stop",
          "run",
          "health",
          "hook/after_apply");
  private static final List<String> DOWN =
      List.of("hook/before_apply", "hook/before_stop", "run", "unit", "env", "sync", "health", "");

  private static final Set<Verb> AWAY = EnumSet.of(Verb.STOP, Verb.REMOVE, Verb.FORGET);

  private PlanOrder() {}

  /** For the actions of one placement, or of one service on several targets alike. */
  static Comparator<PlannedAction> of(Collection<PlannedAction> actions) {
    return steps(actions)
        .thenComparing(PlannedAction::at, Comparator.comparing(Address::name))
        .thenComparing(PlannedAction::verb)
        .thenComparing(PlannedAction::at);
  }

  /** The same, where what is done together is equal. */
  static Comparator<PlannedAction> steps(Collection<PlannedAction> actions) {
    boolean isAway =
        actions.stream()
            .filter(action -> !action.at().kind().equals("hook"))
            .allMatch(action -> AWAY.contains(action.verb()));
    List<String> order = isAway ? DOWN : UP;
    return Comparator.comparingInt(action -> rank(order, action.at()));
  }

  /** Kinds that are not among them are of files. */
  private static int rank(List<String> order, Address at) {
    int found = order.indexOf(at.kind().equals("hook") ? "hook/" + at.name() : at.kind());
    return found >= 0 ? found : order.indexOf("sync");
  }
}
