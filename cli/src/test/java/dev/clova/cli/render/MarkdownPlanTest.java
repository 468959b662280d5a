package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.PlanResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarkdownPlanTest {

  private static final PlanResult FLEET = FleetSample.plan(200, 10);

  @Test
  void aRichPlanIsAComment() {
    Golden.check("plan-rich.md", draw(PlanSamples.rich()));
  }

  @Test
  void aPlanThatMayNotBeAppliedSaysSoInTheTitle() {
    Golden.check("plan-blocked.md", draw(PlanSamples.blocked()));
  }

  @Test
  void noChangesHaveNoTable() {
    Golden.check("plan-nothing.md", draw(PlanSamples.nothing()));
    Golden.check("plan-nothing-known.md", draw(PlanSamples.nothingKnown()));
  }

  @Test
  void hostileContentStaysInItsPlace() {
    Golden.check("plan-hostile.md", draw(PlanSamples.hostile()));
  }

  @Test
  void whatIsDangerousComesBeforeTheTable() {
    List<String> lines = draw(PlanSamples.rich());
    int table = lines.indexOf("| service | targets | actions | effect | waves |");
    assertTrue(
        lines.subList(0, table).stream().anyMatch(line -> line.startsWith("- **data lost** ")));
    assertTrue(lines.subList(0, table).stream().noneMatch(line -> line.startsWith("<details")));
  }

  @Test
  void aLargePlanIsShortenedByImportance() {
    Golden.check(
        "plan-fleet-8000.md", MarkdownPlan.lines(FLEET, new MarkdownSize(MarkdownSize.LEAST)));
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 60_000, 1_000_000})
  void everySizeIsKept(int characters) {
    MarkdownSize size = new MarkdownSize(characters);
    List<String> lines = MarkdownPlan.lines(FLEET, size);
    assertTrue(size.holds(lines));
    assertTrue(
        lines.contains(
            "- **data lost** `service-03@server-007:directory/uploads`:"
                + " no longer declared; 812 files; needs `--allow data_lost`"));
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("Apply it: `clova apply --expect p-")));
  }

  @Test
  void moreRoomShowsMore() {
    List<Integer> levels = new ArrayList<>();
    for (int size : List.of(8_000, 60_000, 400_000, 4_000_000)) {
      String header = MarkdownPlan.lines(FLEET, new MarkdownSize(size)).getFirst();
      levels.add(Integer.parseInt(header.replaceFirst(".*\"level\":([0-9]).*", "$1")));
    }
    assertEquals(levels.stream().sorted((a, b) -> b - a).toList(), levels);
    assertEquals(5, levels.getFirst());
    assertEquals(0, levels.getLast());
  }

  @Test
  void whatIsLeftOutIsSaid() {
    assertFalse(String.join("\n", draw(PlanSamples.rich())).contains("Shortened"));
    String small =
        String.join("\n", MarkdownPlan.lines(FleetSample.plan(50, 4), new MarkdownSize(8_000)));
    assertTrue(small.contains("*Shortened to fit, level "), small);
  }

  private static List<String> draw(PlanResult result) {
    return MarkdownPlan.lines(result, MarkdownSize.COMMENT);
  }
}
