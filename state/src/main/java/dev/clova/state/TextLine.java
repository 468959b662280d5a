package dev.clova.state;

/**
 * One line of the difference between two texts.
 *
 * @param sort which side it is on
 * @param text the line without its end; for a hunk where it begins, such as {@code line 12}
 */
public record TextLine(Sort sort, String text) {

  /** Refuses more than one line. */
  public TextLine {
    if (text.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a line of a difference holds a line end");
    }
  }

  /** Where the lines that follow are. */
  public static TextLine hunk(String where) {
    return new TextLine(Sort.HUNK, where);
  }

  /** A line on both sides. */
  public static TextLine context(String text) {
    return new TextLine(Sort.CONTEXT, text);
  }

  /** A line that goes. */
  public static TextLine old(String text) {
    return new TextLine(Sort.OLD, text);
  }

  /** A line that comes. */
  public static TextLine wanted(String text) {
    return new TextLine(Sort.NEW, text);
  }

  /** Which side a line is on. */
  public enum Sort implements Term {
    HUNK,
    CONTEXT,
    OLD,
    NEW
  }
}
