package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clova.engine.PlanResult;
import dev.clova.state.PlannedAction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class JsonPlanProperties {

  @Property(tries = 60)
  void everyPlanIsPrintableJsonThatHoldsEveryAction(@ForAll("results") PlanResult result)
      throws IOException {
    String document = JsonPlan.document(result);
    assertTrue(document.chars().allMatch(character -> character == '\n' || isPrintable(character)));
    assertEquals(
        result.plan().actions().stream()
            .map(PlannedAction::verb)
            .map(verb -> verb.word())
            .sorted()
            .toList(),
        texts(document, "do").stream().sorted().toList());
  }

  private static boolean isPrintable(int character) {
    return character >= ' ' && character <= '~';
  }

  private static List<String> texts(String document, String name) throws IOException {
    List<String> texts = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(document)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.VALUE_STRING && name.equals(parser.currentName())) {
          texts.add(parser.getText());
        }
      }
    }
    return texts;
  }

  @Provide
  Arbitrary<PlanResult> results() {
    return PlanArbitraries.results();
  }
}
