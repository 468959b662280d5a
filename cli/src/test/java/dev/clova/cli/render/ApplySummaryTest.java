package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.cli.console.Palette;
import dev.clova.engine.ApplyReport;
import dev.clova.engine.applying.PlacementOutcome;
import dev.clova.state.Address;
import dev.clova.state.Verb;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ApplySummaryTest {

  @Test
  void aCompleteApplyIsOneLine() {
    assertEquals(
        List.of("Done: 1 change to 1 service on 1 target in 1m 23s."),
        ApplySummary.lines(ApplySamples.complete(), Palette.PLAIN, 80));
  }

  @Test
  void whatFailedAndWhatFollowsIsTold() {
    golden("summary-partly", ApplySamples.partly());
  }

  @Test
  void anInterruptIsTold() {
    golden("summary-interrupted", ApplySamples.interrupted());
  }

  @Test
  void whatWentBackSaysWhy() {
    golden("summary-unconfirmed", ApplySamples.unconfirmed());
  }

  @Test
  void whatWentWrongBesideIsTold() {
    golden("summary-unrecorded", ApplySamples.unrecorded());
  }

  @Test
  void ofMuchOutputTheLastLinesAreShown() {
    String output =
        IntStream.rangeClosed(1, 100).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    PlacementOutcome failed =
        new PlacementOutcome.Failed(
            Address.of(ApplySamples.BLOG, "health"), Verb.RUN, "", -1, output, "");
    List<String> lines =
        ApplySummary.lines(
            ApplySamples.report(PlanSamples.rich(), Map.of(ApplySamples.BLOG, failed)),
            Palette.PLAIN,
            80);
    assertEquals("    (80 earlier lines not shown)", lines.get(2));
    assertEquals("    | line 81", lines.get(3));
    assertEquals("    | line 100", lines.get(22));
  }

  private static void golden(String name, ApplyReport report) {
    for (int columns : List.of(60, 80, 120)) {
      Golden.check(
          name + "-" + columns + ".txt", ApplySummary.lines(report, Palette.PLAIN, columns));
      Golden.check(
          name + "-" + columns + ".ansi", ApplySummary.lines(report, new Palette(true), columns));
    }
  }
}
