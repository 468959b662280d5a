package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

class SourcePositionTest {

  /** What is told of a place in an {@code [env]}. */
  private static SourcePosition told(String line, String meant) {
    String veiled = EnvVeil.of("[env]\n" + line).lines().skip(1).findFirst().orElseThrow();
    int column = line.codePointCount(0, line.indexOf(meant)) + 1;
    SourcePosition at = new SourcePosition("x.toml", 2, column, veiled, meant.length());
    return Problem.at(at, ProblemCode.SYNTAX, "", "").at().orElseThrow();
  }

  /** Neither the line nor a column in it tells how long a value is. */
  @Property(tries = 100)
  void nothingTellsHowLongAValueIs(
      @ForAll @AlphaChars @StringLength(min = 1, max = 40) String value) {
    assertEquals(told("A = \"x\" = 1", "= 1"), told("A = \"%s\" = 1".formatted(value), "= 1"));
    assertEquals(
        told("A = \"x {{ b }}\"", "{{ b"), told("A = \"%s {{ b }}\"".formatted(value), "{{ b"));
    assertEquals(
        told("A = \"x\"", "\"x\""), told("A = \"%s\"".formatted(value), '"' + value + '"'));
  }

  @Example
  void whatIsMeantIsUnderlined() {
    String line = "A = \"😀 secret {{ vars.b }} more\" x";
    assertEquals(
        new SourcePosition("x.toml", 2, 11, "A = \"… {{ vars.b }} …\" …", 6), told(line, "vars.b"));
    assertEquals(
        new SourcePosition("x.toml", 2, 24, "A = \"… {{ vars.b }} …\" …", 1), told(line, "x"));
    assertEquals(
        new SourcePosition("x.toml", 2, 6, "A = \"… {{ vars.b }} …\" …", 1), told(line, "ecre"));
  }
}
