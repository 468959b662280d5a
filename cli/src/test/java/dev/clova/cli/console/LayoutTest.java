package dev.clova.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {

  @ParameterizedTest
  @CsvSource({"abc, 3", "'', 0", "über, 4", "日本, 4", "ab日, 4", "e\u0301, 1", "한글@|x, 7"})
  void widthCountsCells(String text, int cells) {
    assertEquals(cells, DisplayWidth.of(text));
  }

  @Test
  void cuttingNeverSplitsAWideCharacter() {
    assertEquals("日", DisplayWidth.cut("日本語", 3));
    assertEquals("日本", DisplayWidth.cut("日本語", 4));
    assertEquals("abc", DisplayWidth.cut("abc", 3));
  }

  @Test
  void paragraphBreaksAtSpacesAndKeepsItsOwnBreaks() {
    assertEquals(
        List.of("one two", "three", "", "  kept as it is", "unbreakably-long"),
        Paragraph.lines("one two three\n\n  kept as it is\nunbreakably-long", 8));
  }

  @Test
  void columnsLineUpWhateverIsInThem() {
    Table table =
        new Table()
            .headings("NAME", "STATE", "NOTE")
            .row("blog", "running", "")
            .row("日本", "", "a note")
            .row(
                Table.plain("db"),
                Table.cell(Style.REMOVED, "failed"),
                Table.plain("since two minutes"));
    assertEquals(
        List.of(
            "NAME  STATE    NOTE",
            "blog  running",
            "日本           a note",
            "db    failed   since two minutes"),
        table.lines(Palette.PLAIN, 60));
    assertEquals("db    failed   since tw…", table.lines(Palette.PLAIN, 24).getLast());
  }

  @Test
  void stylesDoNotMoveColumns() {
    Table table = new Table().row(Table.cell(Style.ADDED, "up"), Table.plain("x")).row("down", "y");
    assertEquals(
        List.of("\u001b[32mup\u001b[0m    x", "down  y"), table.lines(new Palette(true), 60));
  }

  @Test
  void nameHasTheSameColorInEveryRunAndNoneWithoutColors() {
    assertEquals("web-1", Palette.PLAIN.paintName("web-1"));
    assertEquals("\u001b[36mweb-1\u001b[0m", new Palette(true).paintName("web-1"));
  }
}
