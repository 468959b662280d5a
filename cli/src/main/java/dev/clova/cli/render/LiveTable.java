package dev.clova.cli.render;

import dev.clova.cli.console.DisplayWidth;
import dev.clova.cli.console.Key;
import dev.clova.cli.console.Palette;
import dev.clova.cli.console.Printable;
import dev.clova.cli.console.Style;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A table that stays on the screen while its rows change: sorted, filtered and scrolled by keys.
 *
 * @param <R> what a row is made of
 */
public final class LiveTable<R> {

  private static final int LINES_AROUND = 4;

  /**
   * A way to sort.
   *
   * @param key what is pressed for it
   * @param label a word for the list of keys
   * @param order the rows' order
   * @param <R> what a row is made of
   */
  public record Order<R>(char key, String label, Comparator<R> order) {}

  /**
   * Draws rows in the order in which they come: first the headings, then a line for each, then what
   * has no place in the table.
   *
   * @param <R> what a row is made of
   */
  public interface Drawing<R> {
    /** The lines, at most so many cells wide. */
    List<String> lines(List<R> rows, Instant now, Palette palette, int columns);
  }

  private final String title;
  private final List<Order<R>> orders;
  private final Function<R, String> text;
  private final Function<List<R>, String> counts;
  private final Drawing<R> drawing;
  private Order<R> chosen;
  private String filter = "";
  private boolean typing;
  private int first;
  private int page = 1;

  /**
   * A table without rows yet.
   *
   * @param title what it shows
   * @param orders how it can be sorted; the first is the one to begin with
   * @param text in which text of a row a filter looks
   * @param counts a line that says how many there are of what
   */
  public LiveTable(
      String title,
      List<Order<R>> orders,
      Function<R, String> text,
      Function<List<R>, String> counts,
      Drawing<R> drawing) {
    this.title = title;
    this.orders = List.copyOf(orders);
    this.text = text;
    this.counts = counts;
    this.drawing = drawing;
    this.chosen = orders.getFirst();
  }

  /** Takes a key; false if it means the end. */
  public boolean press(Key key) {
    if (key == Key.Named.INTERRUPT) {
      return false;
    }
    if (typing) {
      type(key);
      return true;
    }
    switch (key) {
      case Key.Typed(int character) -> {
        return command(character);
      }
      case Key.Named named -> move(named);
    }
    return true;
  }

  private void type(Key key) {
    switch (key) {
      case Key.Typed(int character) -> {
        filter += Character.toString(character);
        first = 0;
      }
      case Key.Named.ENTER -> typing = false;
      case Key.Named.ESCAPE -> {
        typing = false;
        filter = "";
      }
      case Key.Named.BACKSPACE ->
          filter =
              filter.isEmpty()
                  ? ""
                  : filter.substring(0, filter.offsetByCodePoints(filter.length(), -1));
      case Key.Named named -> move(named);
    }
  }

  private boolean command(int character) {
    switch (character) {
      case 'q' -> {
        return false;
      }
      case '/' -> {
        typing = true;
        filter = "";
      }
      case 'j' -> first++;
      case 'k' -> first--;
      case ' ' -> first += page;
      default ->
          orders.stream()
              .filter(order -> order.key() == character)
              .findFirst()
              .ifPresent(order -> chosen = order);
    }
    return true;
  }

  private void move(Key.Named key) {
    switch (key) {
      case UP -> first--;
      case DOWN -> first++;
      case PAGE_UP -> first -= page;
      case PAGE_DOWN -> first += page;
      case HOME -> first = 0;
      case END -> first = Integer.MAX_VALUE / 2;
      case ESCAPE -> filter = "";
      case ENTER, BACKSPACE, INTERRUPT, RESIZED -> {}
    }
  }

  /**
   * A full screen.
   *
   * @param rows all that there are, in any order
   * @param notice what is to be said beside them; may be empty
   * @param columns the width in character cells
   * @param height the number of lines
   */
  public List<String> lines(
      List<R> rows, String notice, Instant now, Palette palette, int columns, int height) {
    List<R> shown = rows.stream().filter(this::isWanted).sorted(chosen.order()).toList();
    List<String> table = drawing.lines(shown, now, palette, columns);
    List<String> body = table.subList(Math.min(1, table.size()), table.size());
    page = Math.max(1, height - LINES_AROUND);
    first = Math.clamp(first, 0, Math.max(0, body.size() - page));
    List<String> lines = new ArrayList<>();
    lines.add(heading(counts.apply(rows), palette, columns));
    lines.add(palette.paint(Style.WARNING, cut(Printable.of(notice), columns)));
    lines.add(table.isEmpty() ? "" : table.getFirst());
    lines.addAll(body.subList(first, Math.min(body.size(), first + page)));
    while (lines.size() < height - 1) {
      lines.add("");
    }
    lines.add(keys(shown.size(), rows.size(), body.size(), palette, columns));
    return lines;
  }

  private boolean isWanted(R row) {
    return text.apply(row).toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT));
  }

  private String heading(String all, Palette palette, int columns) {
    String rest = cut(Printable.of(all), columns - title.length() - 2);
    return palette.paint(Style.STRONG, title) + "  " + palette.paint(Style.FAINT, rest);
  }

  private String keys(int shown, int all, int lines, Palette palette, int columns) {
    String looked = Printable.of(filter);
    if (typing) {
      return palette.paint(Style.STRONG, cut("/" + looked + "_", columns));
    }
    List<String> parts = new ArrayList<>();
    for (Order<R> order : orders) {
      String part = order.key() + " " + order.label();
      parts.add(palette.paint(order.equals(chosen) ? Style.STRONG : Style.FAINT, part));
    }
    parts.add(palette.paint(Style.FAINT, "/ filter"));
    parts.add(palette.paint(Style.FAINT, "q quit"));
    filtered(looked, shown, all).ifPresent(part -> parts.add(palette.paint(Style.HINT, part)));
    if (lines > page) {
      String part = "%d-%d of %d".formatted(first + 1, Math.min(lines, first + page), lines);
      parts.add(palette.paint(Style.FAINT, part));
    }
    return String.join("  ", parts);
  }

  private static Optional<String> filtered(String looked, int shown, int all) {
    return looked.isEmpty()
        ? Optional.empty()
        : Optional.of("/%s: %d of %d".formatted(looked, shown, all));
  }

  private static String cut(String text, int columns) {
    return DisplayWidth.cut(text, Math.max(0, columns));
  }
}
