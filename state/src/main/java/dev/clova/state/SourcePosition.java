package dev.clova.state;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a definition file.
 *
 * @param file the path as a person would type it from the working directory's root
 * @param line from 1
 * @param column from 1, in characters
 * @param text the whole source line, without its end
 * @param width how many characters from {@code column} on are meant; at least 1
 */
public record SourcePosition(String file, int line, int column, String text, int width) {

  private static final Pattern HIDDEN = Pattern.compile(EnvVeil.VEILED);
  private static final String SIGN = "…";

  /**
   * The same place where one sign stands for whatever is hidden, however long that is. The columns
   * are those of the shorter line: none tells where in the file a hidden thing ends.
   */
  SourcePosition closed() {
    String shown = HIDDEN.matcher(text).replaceAll(SIGN);
    if (shown.equals(text)) {
      return this;
    }
    int length = text.codePointCount(0, text.length());
    int begin = text.offsetByCodePoints(0, Math.min(column - 1, length));
    int end = text.offsetByCodePoints(0, Math.min(column - 1 + width, length));
    int first = shown.codePointCount(0, closed(begin));
    int last = shown.codePointCount(0, closed(end));
    return new SourcePosition(file, line, first + 1, shown, Math.max(1, last - first));
  }

  /** Where an index of the line is in the shorter one; within a hidden thing: at its sign. */
  private int closed(int index) {
    int closed = index;
    Matcher hidden = HIDDEN.matcher(text);
    while (hidden.find() && hidden.start() < index) {
      boolean isPassed = hidden.end() <= index;
      closed -= Math.min(index, hidden.end()) - hidden.start() - (isPassed ? SIGN.length() : 0);
    }
    return closed;
  }

  /** {@code file:line:column}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
