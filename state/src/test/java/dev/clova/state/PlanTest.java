package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlanTest {

  @Test
  void theClosedListsHaveTheirWords() {
    assertEquals(
        "create update replace move adopt forget remove start stop restart reload run",
        words(Verb.values()));
    assertEquals(
        "not_present content_differs attributes_differ input_changed image_changed secret_changed"
            + " definition_changed drifted not_declared placement_changed renamed dependency requested"
            + " not_running unhealthy",
        words(Reason.values()));
    assertEquals("none reload restart downtime", words(Effect.values()));
    assertEquals("none content_lost data_lost irreversible", words(Risk.values()));
    assertEquals(Optional.of(Verb.ADOPT), Term.parse(Verb.class, "adopt"));
    assertEquals(Optional.empty(), Term.parse(Verb.class, "ADOPT"));
  }

  @Test
  void theIdIsTheFirstSixtyBitsOfTheDigest() {
    assertEquals("p-0000-0000-0000", PlanId.of(new Digest("0".repeat(64))).text());
    assertEquals("p-zzzz-zzzz-zzzz", PlanId.of(new Digest("f".repeat(64))).text());
    assertEquals(
        "p-0000-0000-0010", PlanId.of(new Digest("0".repeat(13) + "20" + "f".repeat(49))).text());
    assertEquals(Optional.empty(), PlanId.parse("p-7f3k-9c2m-04ql"));
  }

  @Test
  void whatApplyingDoesNothingAboutIsNotInTheId() {
    Plan plan = Samples.plan();
    Plan bare =
        new Plan(
            plan.workspaceId(),
            plan.scope(),
            plan.partial(),
            plan.guards(),
            plan.actions().reversed(),
            List.of(),
            List.of(),
            List.of(),
            0);
    assertEquals(plan.id(), bare.id());
  }

  @Test
  void everyPartOfAnActionIsInTheId() {
    PlannedAction action = Samples.update();
    List<PlannedAction> others =
        List.of(
            PlannedAction.of(action.at(), action.verb(), action.reason(), "f:0", action.wanted()),
            action.because(List.of(Samples.restart().at())),
            action.evidence(List.of()),
            action.effect(Effect.RELOAD),
            action.risk(Risk.CONTENT_LOST),
            action.wave(2),
            action.change(
                ContentChange.of(
                    Optional.empty(), Optional.of(new ContentVersion(820, "d", "0644")))));
    for (PlannedAction other : others) {
      assertNotEquals(with(action).id(), with(other).id(), other.toString());
    }
  }

  @Test
  void theSameActionTwiceIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> with(Samples.update(), Samples.update().wave(3)));
  }

  private static Plan with(PlannedAction... actions) {
    Plan plan = Samples.plan();
    return new Plan(
        plan.workspaceId(),
        plan.scope(),
        plan.partial(),
        plan.guards(),
        List.of(actions),
        List.of(),
        List.of(),
        List.of(),
        0);
  }

  private static String words(Term... terms) {
    return String.join(" ", Arrays.stream(terms).map(Term::word).toList());
  }
}
