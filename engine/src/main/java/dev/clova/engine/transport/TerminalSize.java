package dev.clova.engine.transport;

/**
 * How large a terminal is.
 *
 * @param columns the width in character cells
 * @param rows the height in lines
 */
public record TerminalSize(int columns, int rows) {

  private static final int LARGEST = 10_000;

  /** Takes a size that no terminal has for the nearest one that it may have. */
  public TerminalSize {
    columns = Math.clamp(columns, 1, LARGEST);
    rows = Math.clamp(rows, 1, LARGEST);
  }
}
