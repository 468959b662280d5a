package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.console.Key;
import dev.clova.cli.console.Palette;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LiveTableTest {

  private static final List<Key.Named> NAMED = List.of(Key.Named.values());
  private static final List<String> ROWS = List.of("pear 1", "apple 3", "fig 2");

  private final LiveTable<String> table =
      new LiveTable<>(
          "fruit",
          List.of(
              new LiveTable.Order<>('n', "name", Comparator.<String>naturalOrder()),
              new LiveTable.Order<>(
                  'c', "count", Comparator.comparing((String row) -> row.split(" ", 2)[1]))),
          row -> row,
          rows -> rows.size() + " in all",
          (rows, now, palette, columns) -> {
            List<String> lines = new ArrayList<>(List.of("HEADING"));
            lines.addAll(rows);
            return lines;
          });

  @Test
  void aScreenIsFilledFromTheHeadingToTheKeys() {
    assertEquals(
        List.of(
            "fruit  3 in all",
            "",
            "HEADING",
            "apple 3",
            "fig 2",
            "pear 1",
            "",
            "n name  c count  / filter  q quit"),
        screen(ROWS, 8));
  }

  @Test
  void aKeySorts() {
    press("c");
    assertEquals(List.of("pear 1", "fig 2", "apple 3"), shown(ROWS, 8));
    press("n");
    assertEquals(List.of("apple 3", "fig 2", "pear 1"), shown(ROWS, 8));
  }

  @Test
  void aFilterNarrowsWhileItIsTyped() {
    press("/qE");
    assertEquals("/qE_", screen(ROWS, 8).getLast());
    assertTrue(table.press(Key.Named.BACKSPACE));
    assertTrue(table.press(Key.Named.BACKSPACE));
    press("Ap");
    assertEquals(List.of("apple 3"), shown(ROWS, 8));
    assertTrue(table.press(Key.Named.ENTER));
    assertEquals("n name  c count  / filter  q quit  /Ap: 1 of 3", screen(ROWS, 8).getLast());
    assertTrue(table.press(Key.Named.ESCAPE));
    assertEquals(3, shown(ROWS, 8).size());
  }

  @Test
  void whatDoesNotFitIsScrolledTo() {
    List<String> many = IntStream.range(10, 40).mapToObj(i -> "row " + i).toList();
    assertEquals(List.of("row 10", "row 11"), shown(many, 6));
    assertTrue(table.press(Key.Named.PAGE_DOWN));
    assertTrue(table.press(Key.Named.DOWN));
    assertEquals(List.of("row 13", "row 14"), shown(many, 6));
    assertTrue(table.press(Key.Named.END));
    assertEquals(List.of("row 38", "row 39"), shown(many, 6));
    assertTrue(screen(many, 6).getLast().endsWith("29-30 of 30"));
    assertEquals(List.of("apple 3", "fig 2", "pear 1"), shown(ROWS, 8));
  }

  @Test
  void qAndCtrlCEndIt() {
    assertFalse(table.press(new Key.Typed('q')));
    press("/");
    assertTrue(table.press(new Key.Typed('q')));
    assertFalse(table.press(Key.Named.INTERRUPT));
  }

  @Test
  void anOddTerminalGetsWhatFits() {
    for (int height = 1; height < 6; height++) {
      assertEquals(
          "n name  c count  / filter  q quit", screen(ROWS, height).getLast().substring(0, 33));
    }
  }

  @Property
  void noKeyBreaksIt(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 130) Integer> keys,
      @ForAll @IntRange(min = 0, max = 30) int height) {
    for (int key : keys) {
      boolean unused = table.press(key > 120 ? NAMED.get(key - 121) : new Key.Typed(key));
      List<String> lines = screen(ROWS, height);
      assertTrue(lines.size() >= Math.min(height, 4) && lines.size() <= Math.max(5, height));
    }
  }

  private void press(String keys) {
    keys.chars().forEach(key -> assertTrue(table.press(new Key.Typed(key))));
  }

  private List<String> screen(List<String> rows, int height) {
    return table.lines(rows, "", Instant.EPOCH, Palette.PLAIN, 80, height);
  }

  private List<String> shown(List<String> rows, int height) {
    List<String> lines = screen(rows, height);
    return lines.subList(3, lines.size() - 1).stream().filter(line -> !line.isEmpty()).toList();
  }
}
