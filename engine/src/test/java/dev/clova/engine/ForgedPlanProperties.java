package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.state.Address;
import dev.clova.state.ClovaException;
import dev.clova.state.Effect;
import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Risk;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** Whatever a plan file says, what is carried out is a part of the plan of now, and of the file. */
class ForgedPlanProperties {

  @Property(tries = 300)
  void aForgedPlanDoesNoMoreThanAFreshOne(@ForAll("plans") Plan claim, @ForAll("plans") Plan now) {
    boolean taken = isTaken(claim, now);
    Statistics.label("taken").collect(taken);
    if (taken) {
      Plan part = Staleness.claimed(claim, now, List.of());
      assertTrue(now.actions().containsAll(part.actions()));
      for (PlannedAction action : part.actions()) {
        assertTrue(action.isWithin(claim.action(action.at(), action.verb()).orElseThrow()));
      }
      for (Placement placement : PlanDifference.placements(part)) {
        assertTrue(wholly(now, placement).equals(wholly(part, placement)));
      }
    }
  }

  @Property(tries = 300)
  void aPlanIsTakenForItself(@ForAll("plans") Plan plan) {
    assertTrue(Staleness.claimed(plan, plan, List.of()).equals(plan));
    assertTrue(PlanDifference.between(plan, plan).isEmpty());
  }

  @Property(tries = 300)
  void twoPlansThatDifferAreToldApart(@ForAll("plans") Plan then, @ForAll("plans") Plan now) {
    assertTrue(
        PlanDifference.between(then, now).isEmpty() == then.digest().equals(now.digest()),
        () -> PlanDifference.between(then, now).toString());
  }

  private static boolean isTaken(Plan claim, Plan now) {
    try {
      return Staleness.claimed(claim, now, List.of()) != null;
    } catch (ClovaException e) {
      return false;
    }
  }

  private static List<PlannedAction> wholly(Plan plan, Placement placement) {
    return plan.actions().stream().filter(a -> a.at().placement().equals(placement)).toList();
  }

  /** Few values of everything, so that two plans often agree in much. */
  @Provide
  Arbitrary<Plan> plans() {
    Arbitrary<List<PlannedAction>> actions =
        Combinators.combine(
                Arbitraries.of("blog", "wiki"),
                Arbitraries.of("a", "b"),
                Arbitraries.frequency(Tuple.of(3, Verb.UPDATE), Tuple.of(1, Verb.REMOVE)),
                Arbitraries.frequency(Tuple.of(9, "s"), Tuple.of(1, "t")),
                Arbitraries.frequency(Tuple.of(9, Risk.NONE), Tuple.of(1, Risk.DATA_LOST)),
                Arbitraries.integers().between(1, 2))
            .as(ForgedPlanProperties::action)
            .list()
            .ofMinSize(1)
            .ofMaxSize(3);
    Arbitrary<SortedMap<String, String>> guards =
        Arbitraries.maps(
                Arbitraries.of("asked:destroy", "receipt:blog@a", "definition:wiki@b", "target:a"),
                Arbitraries.of("1", "2"))
            .ofMaxSize(1)
            .map(TreeMap::new);
    return Combinators.combine(actions, guards)
        .as(
            (all, rests) ->
                new Plan(
                    "k3v9t2mq",
                    "",
                    false,
                    rests,
                    distinct(all),
                    List.of(),
                    List.of(),
                    List.of(),
                    0));
  }

  private static PlannedAction action(
      String service, String target, Verb verb, String seen, Risk risk, int wave) {
    Address at = Address.of(new Placement(service, target), "sync");
    return PlannedAction.of(at, verb, Reason.CONTENT_DIFFERS, seen, "w")
        .risk(risk)
        .effect(Effect.NONE)
        .wave(wave);
  }

  private static List<PlannedAction> distinct(List<PlannedAction> actions) {
    Map<String, PlannedAction> byKey = new LinkedHashMap<>();
    actions.forEach(action -> byKey.put(action.verb() + " " + action.at(), action));
    return new ArrayList<>(byKey.values());
  }
}
