package dev.clova.cli.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows whose columns line up. Columns are two spaces apart; the last one is cut where the line
 * ends; lines have no spaces at their end.
 */
public final class Table {

  private static final String GAP = "  ";
  private static final String CUT = "…";

  private final List<List<Cell>> rows = new ArrayList<>();

  /** An empty table. */
  public Table() {}

  /**
   * One cell.
   *
   * @param text escaped and without styles
   * @param style what it is
   */
  public record Cell(String text, Style style) {}

  /** A cell that is just text. */
  public static Cell plain(String text) {
    return new Cell(text, Style.PLAIN);
  }

  /** A cell in a style. */
  public static Cell cell(Style style, String text) {
    return new Cell(text, style);
  }

  /** Adds a row of headings. */
  public Table headings(String... headings) {
    rows.add(Arrays.stream(headings).map(heading -> cell(Style.STRONG, heading)).toList());
    return this;
  }

  /** Adds a row. */
  public Table row(Cell... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** Adds a row of plain cells. */
  public Table row(String... cells) {
    rows.add(Arrays.stream(cells).map(Table::plain).toList());
    return this;
  }

  /** The table's lines, in so many cells, painted for one stream. */
  public List<String> lines(Palette palette, int cells) {
    List<Integer> widths = widths();
    return rows.stream().map(row -> line(row, widths, palette, cells)).toList();
  }

  private List<Integer> widths() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      int column = i;
      widths.add(
          rows.stream()
              .filter(row -> column < row.size())
              .mapToInt(row -> DisplayWidth.of(row.get(column).text()))
              .max()
              .orElse(0));
    }
    return widths;
  }

  private static String line(List<Cell> row, List<Integer> widths, Palette palette, int cells) {
    StringBuilder line = new StringBuilder();
    StringBuilder gap = new StringBuilder();
    int used = 0;
    for (int i = 0; i < row.size(); i++) {
      String text = i == row.size() - 1 ? fit(row.get(i).text(), cells - used) : row.get(i).text();
      if (!text.isEmpty()) {
        line.append(gap).append(palette.paint(row.get(i).style(), text));
        gap.setLength(0);
      }
      gap.append(DisplayWidth.padding(text, widths.get(i))).append(GAP);
      used += widths.get(i) + GAP.length();
    }
    return line.toString();
  }

  private static String fit(String text, int cells) {
    return cells < 2 || DisplayWidth.of(text) <= cells
        ? text
        : DisplayWidth.cut(text, cells - 1) + CUT;
  }
}
