package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonRowTest {

  @Test
  void valuesAreTextsWhateverTheyWere() {
    assertEquals(
        List.of("a b", "tab\t\u00e9", "7", "true", ""),
        JsonRow.values("[\"a b\",\"tab\\t\\u00e9\",7,true,null]"));
    assertEquals(List.of(), JsonRow.values("[]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "{}", "[1", "[1,[2]]", "[1,{}]", "[1] [2]", "[1]x", "\"a\""})
  void whatIsNoSuchArrayHasNoValues(String line) {
    assertEquals(List.of(), JsonRow.values(line));
  }
}
