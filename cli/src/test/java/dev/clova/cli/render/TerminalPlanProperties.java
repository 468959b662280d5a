package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.console.DisplayWidth;
import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Printable;
import dev.clova.engine.PlanResult;
import dev.clova.state.Plan;
import dev.clova.state.PlannedAction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class TerminalPlanProperties {

  @Property(tries = 80)
  void noLineIsWiderThanTheScreenButForOneLongWord(
      @ForAll("results") PlanResult result, @ForAll @IntRange(min = 40, max = 160) int columns) {
    for (String line : draw(result, Palette.PLAIN, columns)) {
      assertTrue(DisplayWidth.of(line) <= columns || isOneWord(line), () -> columns + ": " + line);
    }
  }

  /** A name that begins its line or its column, or the command to copy. */
  private static boolean isOneWord(String line) {
    return line.matches(" *\\S+")
        || line.matches(".*  \\S+")
        || line.matches("  [-+~!>=*] [a-z]+ {2,}.*")
        || line.startsWith("  clova apply ");
  }

  @Property(tries = 80)
  void withoutItsColoursColouredOutputIsThePlainOutput(
      @ForAll("results") PlanResult result, @ForAll @IntRange(min = 40, max = 160) int columns) {
    List<String> plain = draw(result, Palette.PLAIN, columns);
    List<String> coloured = draw(result, new Palette(true), columns);
    assertEquals(
        plain, coloured.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList());
  }

  @Property(tries = 80)
  void nothingInAPlanCanSteerTheTerminal(@ForAll("results") PlanResult result) {
    for (Folding folding : List.of(Folding.USUAL, Folding.BRIEF, Folding.NOTHING)) {
      for (String line : TerminalPlan.lines(PlanView.of(result, folding), Palette.PLAIN, 80)) {
        assertEquals(Printable.of(line), line);
      }
    }
  }

  @Property(tries = 50)
  void theOrderInWhichTargetsAnsweredDoesNotShow(
      @ForAll("results") PlanResult result, @ForAll Random random) {
    Plan plan = result.plan();
    List<PlannedAction> actions = new ArrayList<>(plan.actions());
    Collections.shuffle(actions, random);
    Plan shuffled =
        new Plan(
            plan.workspaceId(),
            plan.scope(),
            plan.partial(),
            plan.guards(),
            actions,
            plan.unreached().reversed(),
            plan.cannotTell(),
            plan.drift(),
            plan.unchanged());
    PlanResult other =
        new PlanResult(shuffled, result.warnings(), result.notes(), result.blockers(), List.of());
    assertEquals(draw(result, Palette.PLAIN, 80), draw(other, Palette.PLAIN, 80));
  }

  @Property(tries = 50)
  void everyActionIsInExactlyOneEntry(@ForAll("results") PlanResult result) {
    int actions =
        PlanView.of(result, Folding.USUAL).sections().stream()
            .mapToInt(
                section ->
                    section.entries().stream().mapToInt(entry -> count(entry, section)).sum())
            .sum();
    assertEquals(result.plan().actions().size(), actions);
  }

  private static int count(PlanView.Entry entry, PlanView.Section section) {
    int targets = entry.onlyOn().isEmpty() ? section.targets().size() : entry.onlyOn().size();
    return targets * Math.max(1, entry.names().size() + entry.more());
  }

  private static List<String> draw(PlanResult result, Palette palette, int columns) {
    return TerminalPlan.lines(PlanView.of(result, Folding.USUAL), palette, columns);
  }

  @Provide
  Arbitrary<PlanResult> results() {
    return PlanArbitraries.results();
  }
}
