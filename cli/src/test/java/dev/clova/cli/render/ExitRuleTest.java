package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.cli.console.ExitStatus;
import dev.clova.engine.ApplyReport;
import dev.clova.engine.applying.PlacementOutcome;
import dev.clova.state.Address;
import dev.clova.state.Placement;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Verb;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExitRuleTest {

  private static final PlacementOutcome FAILED_AT_ONCE =
      new PlacementOutcome.Failed(PlanSamples.nginx().at(), Verb.UPDATE, "", 1, "", "");

  @Test
  void changesHaveAStatusOfTheirOwnOnlyOnRequest() {
    var changes = PlanSamples.bare(PlanSamples.plan("", List.of(PlanSamples.nginx()), 1));
    assertEquals(ExitStatus.DONE, ExitRule.of(changes, false, false));
    assertEquals(ExitStatus.CHANGES, ExitRule.of(changes, true, false));
    assertEquals(ExitStatus.DONE, ExitRule.of(PlanSamples.nothing(), true, true));
  }

  @Test
  void whatWasNotReachedIsGraverThanChanges() {
    assertEquals(ExitStatus.UNREACHED, ExitRule.of(PlanSamples.rich(), true, false));
    assertEquals(ExitStatus.UNREACHED, ExitRule.of(PlanSamples.nothingKnown(), true, false));
  }

  @Test
  void strictMakesWhatIsNotKnownAFailure() {
    assertEquals(ExitStatus.FAILED, ExitRule.of(PlanSamples.nothingKnown(), false, true));
  }

  @Test
  void aPlanThatMayNotBeAppliedIsRefused() {
    assertEquals(ExitStatus.REFUSED, ExitRule.of(PlanSamples.blocked(), true, true));
    assertEquals(ExitStatus.CHANGES, ExitRule.of(PlanSamples.blocked(), true, false));
    assertEquals(ExitStatus.DONE, ExitRule.of(PlanSamples.blocked(), false, false));
  }

  @Test
  void anApplyIsDoneOnlyIfAllOfItIs() {
    assertEquals(ExitStatus.DONE, ExitRule.of(ApplySamples.complete()));
    assertEquals(ExitStatus.PARTLY, ExitRule.of(ApplySamples.partly()));
    assertEquals(ExitStatus.PARTLY, ExitRule.of(ApplySamples.unconfirmed()));
    assertEquals(ExitStatus.INTERRUPTED, ExitRule.of(ApplySamples.interrupted()));
    assertEquals(ExitStatus.FAILED, ExitRule.of(ApplySamples.unrecorded()));
  }

  @Test
  void anApplyThatDidNothingHasFailed() {
    assertEquals(ExitStatus.FAILED, ExitRule.of(of(FAILED_AT_ONCE)));
    assertEquals(ExitStatus.FAILED, ExitRule.of(of(new PlacementOutcome.Skipped("why"))));
  }

  @Test
  void anApplyThatMayHaveDoneSomethingIsPartlyDone() {
    PlacementOutcome later =
        new PlacementOutcome.Failed(
            Address.of(ApplySamples.BLOG, "run", "compose"), Verb.RESTART, "", 1, "", "");
    assertEquals(ExitStatus.PARTLY, ExitRule.of(of(later)));
    assertEquals(ExitStatus.PARTLY, ExitRule.of(of(new PlacementOutcome.Unknown("why"))));
  }

  @Test
  void aServiceThatWasChangedAndIsNotHealthyIsPartlyDone() {
    Address health = Address.of(ApplySamples.BLOG, "health");
    PlannedAction check = PlannedAction.of(health, Verb.RUN, Reason.INPUT_CHANGED, "", "").wave(1);
    var result = PlanSamples.bare(PlanSamples.plan("", List.of(PlanSamples.nginx(), check), 1));
    PlacementOutcome unhealthy = new PlacementOutcome.Failed(health, Verb.RUN, "", 1, "", "");
    assertEquals(
        ExitStatus.PARTLY,
        ExitRule.of(ApplySamples.report(result, Map.of(ApplySamples.BLOG, unhealthy))));
    assertEquals(
        ExitStatus.FAILED,
        ExitRule.of(ApplySamples.report(result, Map.of(ApplySamples.BLOG, FAILED_AT_ONCE))));
  }

  @Test
  void whatWasNotReachedIsToldWhereAllElseIsDone() {
    assertEquals(ExitStatus.UNREACHED, ExitRule.of(of(ApplySamples.DONE)));
  }

  private static ApplyReport of(PlacementOutcome outcome) {
    return ApplySamples.report(
        PlanSamples.rich(), Map.<Placement, PlacementOutcome>of(ApplySamples.BLOG, outcome));
  }
}
