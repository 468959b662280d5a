package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.console.Palette;
import dev.clova.engine.PlanResult;
import dev.clova.state.Address;
import dev.clova.state.Plan;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Reason;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PlanOrderTest {

  private static final List<Function<PlanResult, List<String>>> FORMATS =
      List.of(
          result -> TerminalPlan.lines(PlanView.of(result, Folding.USUAL), Palette.PLAIN, 100),
          result -> MarkdownPlan.lines(result, MarkdownSize.SUMMARY),
          HtmlPlan::lines,
          result -> JsonPlan.document(result).lines().toList());

  private static PlannedAction action(String at, Verb verb) {
    return PlannedAction.of(
        Address.parse("blog@web-1:" + at).orElseThrow(), verb, Reason.NOT_PRESENT, "", "");
  }

  private static void isShownInOrder(List<String> order, List<PlannedAction> actions) {
    List<PlannedAction> shuffled = new ArrayList<>(actions);
    Collections.shuffle(shuffled, new Random(7));
    Plan plan = PlanSamples.plan("", actions, 0);
    Plan other = PlanSamples.plan("", shuffled, 0);
    assertEquals(plan.id(), other.id());
    for (Function<PlanResult, List<String>> format : FORMATS) {
      String shown = String.join("\n", format.apply(PlanSamples.bare(plan)));
      assertEquals(shown, String.join("\n", format.apply(PlanSamples.bare(other))));
      List<String> seen = new ArrayList<>(order);
      seen.sort((a, b) -> Integer.compare(place(shown, a), place(shown, b)));
      assertEquals(order, seen, shown);
    }
  }

  /** Where a thing is first named, or its address. */
  private static int place(String shown, String thing) {
    int found = shown.indexOf(thing);
    assertTrue(found >= 0, () -> thing + " is not in " + shown);
    return found;
  }

  @Test
  void whatComesIsShownAsItIsDone() {
    isShownInOrder(
        List.of(
            "hook/before_apply",
            "sync/page",
            "env/x",
            "unit/blog.service",
            "hook/before_stop",
            "run/systemd",
            "health/x",
            "hook/after_apply"),
        List.of(
            action("env/x", Verb.UPDATE),
            action("health/x", Verb.RUN),
            action("hook/after_apply", Verb.RUN),
            action("hook/before_apply", Verb.RUN),
            action("hook/before_stop", Verb.RUN),
            action("run/systemd", Verb.RESTART),
            action("sync/page", Verb.UPDATE),
            action("unit/blog.service", Verb.UPDATE)));
  }

  @Test
  void whatGoesIsShownTheOtherWayRound() {
    isShownInOrder(
        List.of("hook/before_stop", "run/systemd", "unit/blog.service", "env/x", "sync/page"),
        List.of(
            action("env/x", Verb.REMOVE),
            action("hook/before_stop", Verb.RUN),
            action("run/systemd", Verb.STOP),
            action("sync/page", Verb.REMOVE),
            action("unit/blog.service", Verb.REMOVE)));
  }

  @Test
  void aPlanThatIsBlockedIsNotCalledOneWithoutChanges() {
    PlanResult result =
        new PlanResult(
            PlanSamples.plan("", List.of(), 0),
            List.of(),
            List.of(),
            List.of(Problem.of(ProblemCode.REFUSED, "`blog` is held.", "Lift that.")),
            List.of());
    for (Function<PlanResult, List<String>> format : FORMATS.subList(0, 3)) {
      String shown = String.join("\n", format.apply(result));
      assertFalse(shown.contains("No changes"), shown);
      assertTrue(shown.contains("his may not be applied: "), shown);
      assertTrue(shown.contains("blog"), shown);
    }
  }
}
