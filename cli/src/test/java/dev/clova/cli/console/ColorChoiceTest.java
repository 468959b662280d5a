package dev.clova.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColorChoiceTest {

  @ParameterizedTest
  @CsvSource({
    "AUTO,   true,  '',                                        true",
    "AUTO,   false, '',                                        false",
    "AUTO,   true,  'NO_COLOR=1',                              false",
    "AUTO,   true,  'NO_COLOR=',                               true",
    "AUTO,   true,  'TERM=dumb',                               false",
    "AUTO,   false, 'FORCE_COLOR=1',                           true",
    "AUTO,   true,  'FORCE_COLOR=0',                           false",
    "AUTO,   true,  'TERM=dumb FORCE_COLOR=1',                 true",
    "AUTO,   true,  'NO_COLOR=1 FORCE_COLOR=1',                false",
    "ALWAYS, false, 'NO_COLOR=1',                              true",
    "NEVER,  true,  'FORCE_COLOR=1',                           false",
  })
  void colorsWhereAskedForOrWhereSomebodySeesThem(
      ColorChoice choice, boolean terminal, String variables, boolean expected) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : variables.split(" ", -1)) {
      environment.put(variable.split("=", -1)[0], variable.substring(variable.indexOf('=') + 1));
    }
    assertEquals(expected, choice.colors(terminal, environment));
  }
}
