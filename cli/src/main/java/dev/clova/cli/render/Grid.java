package dev.clova.cli.render;

import dev.clova.cli.console.DisplayWidth;
import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Printable;
import dev.clova.cli.console.Style;
import dev.clova.cli.console.Table;
import dev.clova.cli.console.Table.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A table that leaves out columns in which nothing stands, and where the screen is too narrow the
 * least important ones. Remarks stand in a last column if they fit there, else below the table.
 *
 * @param <R> what a row is made of
 */
final class Grid<R> {

  /** The importance of a column that is never left out while something stands in it. */
  static final int ALWAYS = Integer.MAX_VALUE;

  private static final int GAP = 2;

  private final List<R> rows;
  private final Function<R, String> name;
  private final List<Column> columns = new ArrayList<>();

  /**
   * No columns yet.
   *
   * @param rows in their order
   * @param name what a row is about; the first column
   */
  Grid(String heading, List<R> rows, Function<R, String> name) {
    this.rows = rows;
    this.name = name;
    column(heading, ALWAYS, row -> cell(name.apply(row)));
  }

  /** Adds a column. */
  Grid<R> column(String heading, int importance, Function<R, Cell> cell) {
    columns.add(new Column(heading, importance, rows.stream().map(cell).toList()));
    return this;
  }

  /** A cell in a style, made printable. */
  static Cell cell(Style style, String text) {
    return Table.cell(style, Printable.of(text));
  }

  /** A cell of no note, made printable. */
  static Cell cell(String text) {
    return cell(Style.PLAIN, text);
  }

  /**
   * The table's lines, and those of remarks that have no place in it.
   *
   * @param remark what is to be said about a row; empty for nothing
   */
  List<String> lines(Function<R, String> remark, Palette palette, int cells) {
    List<Column> shown = shown(cells);
    Column remarks =
        new Column("NOTE", ALWAYS, rows.stream().map(row -> cell(remark.apply(row))).toList());
    boolean fits = width(shown) + remarks.width() <= cells;
    if (fits && !remarks.isEmpty()) {
      shown.add(remarks);
    }
    List<String> lines = new ArrayList<>(table(shown).lines(palette, cells));
    if (!fits && !remarks.isEmpty()) {
      lines.add("");
      rows.forEach(row -> lines.addAll(below(row, remark.apply(row), palette, cells)));
    }
    return lines;
  }

  private List<String> below(R row, String remark, Palette palette, int cells) {
    if (remark.isEmpty()) {
      return List.of();
    }
    List<Span> text =
        List.of(new Span(name.apply(row) + ":", Style.STRONG), Span.plain(" " + remark));
    return Line.texts(Flow.fill(cells, List.of(Span.gap(GAP)), 2 * GAP, text), palette);
  }

  private Table table(List<Column> shown) {
    Table table = new Table().headings(shown.stream().map(Column::heading).toArray(String[]::new));
    for (int i = 0; i < rows.size(); i++) {
      int row = i;
      table.row(shown.stream().map(column -> column.cells().get(row)).toArray(Cell[]::new));
    }
    return table;
  }

  private List<Column> shown(int cells) {
    List<Column> shown = new ArrayList<>(columns);
    shown.removeIf(Column::isEmpty);
    while (width(shown) - GAP > cells) {
      Optional<Column> least =
          shown.stream()
              .filter(column -> column.importance() < ALWAYS)
              .min(Comparator.comparingInt(Column::importance));
      if (least.isEmpty()) {
        break;
      }
      shown.remove(least.get());
    }
    return shown;
  }

  private static int width(List<Column> shown) {
    return shown.stream().mapToInt(column -> column.width() + GAP).sum();
  }

  /** A heading and what stands below it. */
  private record Column(String heading, int importance, List<Cell> cells) {

    boolean isEmpty() {
      return cells.stream().allMatch(cell -> cell.text().isEmpty());
    }

    int width() {
      return cells.stream()
          .mapToInt(cell -> DisplayWidth.of(cell.text()))
          .reduce(heading.length(), Math::max);
    }
  }
}
