package dev.clova.cli.render;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HtmlPlanTest {

  @Test
  void aRichPlanIsAPage() {
    Golden.check("plan-rich.html", HtmlPlan.lines(PlanSamples.rich()));
  }

  @Test
  void hostileContentStaysInItsPlace() {
    Golden.check("plan-hostile.html", HtmlPlan.lines(PlanSamples.hostile()));
  }

  @Test
  void noChangesAreAPageToo() {
    Golden.check("plan-nothing-known.html", HtmlPlan.lines(PlanSamples.nothingKnown()));
  }

  @Test
  void aReportIsAPage() {
    Golden.check("summary-partly.html", HtmlReport.lines(ApplySamples.partly()));
    Golden.check("summary-unrecorded.html", HtmlReport.lines(ApplySamples.unrecorded()));
  }

  @Test
  void aReportIsAComment() {
    Golden.check(
        "summary-partly.md", MarkdownReport.lines(ApplySamples.partly(), MarkdownSize.COMMENT));
    Comment.of(List.copyOf(MarkdownReport.lines(ApplySamples.partly(), MarkdownSize.COMMENT)))
        .refuseAllButOurs();
  }
}
