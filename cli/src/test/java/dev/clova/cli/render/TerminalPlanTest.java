package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.console.Palette;
import dev.clova.engine.PlanResult;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TerminalPlanTest {

  @Test
  void aRichPlanIsDrawnAtEveryWidth() {
    golden("plan-rich", PlanSamples.rich());
  }

  @Test
  void aPlanThatMayNotBeAppliedSaysWhy() {
    golden("plan-blocked", PlanSamples.blocked());
  }

  @Test
  void noChangesAreOneLine() {
    golden("plan-nothing", PlanSamples.nothing());
    List<String> lines = draw(PlanSamples.nothing(), Folding.USUAL, 80);
    assertEquals(List.of("No changes. 24 things are as defined."), lines);
  }

  @Test
  void noChangesStillSayWhatIsNotKnown() {
    golden("plan-nothing-known", PlanSamples.nothingKnown());
  }

  @Test
  void hostileContentStaysInItsPlace() {
    golden("plan-hostile", PlanSamples.hostile());
  }

  @Test
  void foldingDecidesHowMuchIsShown() {
    Golden.check("plan-rich-brief.txt", draw(PlanSamples.rich(), Folding.BRIEF, 80));
    Golden.check("plan-rich-whole.txt", draw(PlanSamples.rich(), Folding.NOTHING, 80));
  }

  @Test
  void theLastLinesNameThePlanAndHowToApplyIt() {
    PlanResult rich = PlanSamples.rich();
    List<String> lines = draw(rich, Folding.USUAL, 200);
    String id = rich.plan().id().text();
    assertTrue(lines.get(lines.size() - 2).startsWith("Plan " + id + ": "), lines::toString);
    assertEquals(
        "Apply it: clova apply tag:web -t 'web-*' --expect " + id + " --allow data_lost",
        lines.getLast());
  }

  private static void golden(String name, PlanResult result) {
    for (int columns : List.of(60, 80, 120)) {
      PlanView view = PlanView.of(result, Folding.USUAL);
      Golden.check(name + "-" + columns + ".txt", TerminalPlan.lines(view, Palette.PLAIN, columns));
      Golden.check(
          name + "-" + columns + ".ansi", TerminalPlan.lines(view, new Palette(true), columns));
    }
  }

  private static List<String> draw(PlanResult result, Folding folding, int columns) {
    return TerminalPlan.lines(PlanView.of(result, folding), Palette.PLAIN, columns);
  }
}
