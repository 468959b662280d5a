package dev.clova.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Bidi;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;

class PrintableProperties {

  @Property
  void nothingIsLeftThatMovesHidesOrBreaks(@ForAll("anyText") String text) {
    Printable.of(text)
        .codePoints()
        .forEach(
            character -> {
              assertFalse(Character.isISOControl(character));
              assertTrue(Character.isDefined(character));
              assertFalse(Character.getType(character) == Character.FORMAT);
              assertFalse(Character.getType(character) == Character.SURROGATE);
              assertFalse(Character.isWhitespace(character) && character != ' ');
            });
  }

  @Property
  void escapingTwiceIsEscapingOnce(@ForAll("anyText") String text) {
    String once = Printable.of(text);
    assertEquals(once, Printable.of(once));
  }

  @Property
  void plainTextStaysAsItIs(@ForAll @CharRange(from = ' ', to = '~') String text) {
    Assume.that(!text.contains("##") && !text.contains("::"));
    assertEquals(text, Printable.of(text));
  }

  @Property
  void lettersOfEveryLanguageStay(
      @ForAll @AlphaChars @CharRange(from = 'à', to = 'ž') String text) {
    assertEquals(text, Printable.of(text));
  }

  @Property
  void everyHiddenCharacterIsWrittenOut(@ForAll("hidden") int character) {
    String text = "a" + Character.toString(character) + "b";
    assertEquals("a\\u{" + Integer.toHexString(character) + "}b", Printable.of(text));
  }

  @Property
  void readingOrderOfLatinTextIsKept(
      @ForAll @CharRange(from = 'a', to = 'z') String text, @ForAll("bidi") int control) {
    String printable = Printable.of(text + Character.toString(control) + text);
    assertTrue(new Bidi(printable, Bidi.DIRECTION_LEFT_TO_RIGHT).isLeftToRight());
  }

  @Provide
  Arbitrary<String> anyText() {
    Arbitrary<String> units = Arbitraries.strings().all();
    Arbitrary<String> points =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .map(Character::toString)
            .list()
            .ofMaxSize(20)
            .map(list -> String.join("", list));
    return Arbitraries.oneOf(units, points);
  }

  @Provide
  Arbitrary<Integer> hidden() {
    return Arbitraries.of(
        0x00, 0x07, 0x08, 0x09, 0x0A, 0x0D, 0x1B, 0x7F, 0x80, 0x85, 0x9B, 0xA0, 0xAD, 0x34F, 0x61C,
        0x115F, 0x1160, 0x180B, 0x180E, 0x2003, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028,
        0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069,
        0x206A, 0x2800, 0x3000, 0x3164, 0xD800, 0xDFFF, 0xE000, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9,
        0xFFFF, 0x1D173, 0xE0001, 0xE0041, 0xE0100, 0xF0000, 0x10FFFF);
  }

  @Provide
  Arbitrary<Integer> bidi() {
    return Arbitraries.of(
        0x61C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068,
        0x2069);
  }
}
