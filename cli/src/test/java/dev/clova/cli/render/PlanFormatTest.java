package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.clova.engine.PlanResult;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written down about the format of plans is so. */
final class PlanFormatTest {

  private static final Path FOLDER = Path.of("../docs/reference");

  private static final Schema STRICT = schema(PlanSchemaPage.strict());

  @Test
  void schemaIsPublished() {
    Golden.check(FOLDER.resolve("plan.schema.json"), List.of(PlanSchemaPage.published()));
  }

  @Test
  void wordsAreAllOnTheirPage() {
    Golden.check(FOLDER.resolve("plans.md"), PlanWordsPage.lines());
  }

  static List<PlanResult> samples() {
    return List.of(
        PlanSamples.rich(),
        PlanSamples.blocked(),
        PlanSamples.nothing(),
        PlanSamples.nothingKnown(),
        PlanSamples.hostile(),
        FleetSample.plan(3, 2));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void schemaDescribesEveryName(PlanResult result) {
    assertEquals(List.of(), STRICT.validate(JsonPlan.document(result), InputFormat.JSON));
  }

  @Property(tries = 100)
  void schemaDescribesEveryPlan(@ForAll("results") PlanResult result) {
    assertEquals(List.of(), STRICT.validate(JsonPlan.document(result), InputFormat.JSON));
  }

  @Test
  void laterNamesAreIgnoredAndLaterWordsAreNot() {
    Schema published = schema(PlanSchemaPage.published());
    String document = JsonPlan.document(PlanSamples.rich());
    String later = document.replaceFirst("\"scope\"", "\"later\": 1, \"scope\"");
    assertEquals(List.of(), published.validate(later, InputFormat.JSON));
    assertNotEquals(List.of(), STRICT.validate(later, InputFormat.JSON));
    String foreign = document.replaceFirst("\"do\": \"update\"", "\"do\": \"upgrade\"");
    assertNotEquals(List.of(), published.validate(foreign, InputFormat.JSON));
    String next = document.replace("clova.plan/1.0", "clova.plan/2.0");
    assertNotEquals(List.of(), published.validate(next, InputFormat.JSON));
  }

  private static Schema schema(String text) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(text, InputFormat.JSON);
  }

  @Provide
  Arbitrary<PlanResult> results() {
    return PlanArbitraries.results();
  }
}
