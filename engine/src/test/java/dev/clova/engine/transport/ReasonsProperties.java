package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class ReasonsProperties {

  @Property
  void whatATargetSaysIsOneBoundedLineWithoutControl(@ForAll String text) {
    String shown = Reasons.shown(text);
    assertTrue(shown.length() <= 400 * 12, "bounded");
    assertTrue(
        shown
            .codePoints()
            .noneMatch(
                point ->
                    Character.isISOControl(point)
                        || Character.getType(point) == Character.FORMAT
                        || Character.getType(point) == Character.SURROGATE),
        shown);
  }

  @Example
  void colourAndDirectionAreSpelledOut() {
    assertEquals("a\\u{1b}[31mb\\u{202e}c d", Reasons.shown(" a\u001b[31mb\u202ec\nd\n"));
  }
}
