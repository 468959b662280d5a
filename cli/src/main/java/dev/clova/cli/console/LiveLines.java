package dev.clova.cli.console;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Lines at the end of a terminal's output that are drawn over again. Each call writes once, and
 * overwrites before it erases, so that nothing flickers; lines are cut rather than wrapped, also
 * where the terminal became narrower. Not safe for threads.
 */
public final class LiveLines {

  private static final String ESCAPE = "\u001b[";
  private static final String ERASE_REST = ESCAPE + "K";
  private static final String ERASE_BELOW = ESCAPE + "J";
  private static final String WRAP_OFF = ESCAPE + "?7l";
  private static final String WRAP_ON = ESCAPE + "?7h";
  private static final String STYLES = "\u001b\\[[0-9;]*m";

  private final Consumer<String> terminal;
  private final IntSupplier columns;
  private List<String> drawn = List.of();

  /**
   * No lines yet.
   *
   * @param terminal writes a text as it is, at once
   * @param columns the terminal's width at this moment
   */
  public LiveLines(Consumer<String> terminal, IntSupplier columns) {
    this.terminal = terminal;
    this.columns = columns;
  }

  /** Draws lines that stay, and below them lines that the next call draws over. */
  public void draw(List<String> stay, List<String> live) {
    if (stay.isEmpty() && live.equals(drawn)) {
      return;
    }
    StringBuilder text = new StringBuilder();
    int rows = rows();
    if (rows > 0) {
      text.append(ESCAPE).append(rows).append('A');
    }
    text.append('\r');
    stay.forEach(line -> text.append(line).append(ERASE_REST).append('\n'));
    text.append(live.isEmpty() ? "" : WRAP_OFF);
    live.forEach(line -> text.append(line).append(ERASE_REST).append('\n'));
    text.append(live.isEmpty() ? "" : WRAP_ON).append(ERASE_BELOW);
    drawn = List.copyOf(live);
    terminal.accept(text.toString());
  }

  /** How many rows the drawn lines take now: a terminal that became narrower has wrapped them. */
  private int rows() {
    int width = Math.max(1, columns.getAsInt());
    return drawn.stream()
        .mapToInt(line -> DisplayWidth.of(line.replaceAll(STYLES, "")))
        .map(cells -> Math.max(1, Math.ceilDiv(cells, width)))
        .sum();
  }
}
