package dev.clova.cli.render;

import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonPlanTest {

  @Test
  void aRichPlanIsOneDocument() {
    Golden.check("plan-rich.json", List.of(JsonPlan.document(PlanSamples.rich())));
  }

  @Test
  void whatMayNotBeAppliedSaysSo() {
    Golden.check("plan-blocked.json", List.of(JsonPlan.document(PlanSamples.blocked())));
  }

  @Test
  void hostileContentIsSpelledOut() {
    Golden.check("plan-hostile.json", List.of(JsonPlan.document(PlanSamples.hostile())));
  }
}
