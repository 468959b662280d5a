package dev.clova.engine.definition;

import dev.clova.state.SourcePosition;

/**
 * A text as somebody wrote it in a definition file, templates not yet rendered.
 *
 * @param text the text, TOML's escapes resolved
 * @param at where the value begins: its opening quote
 */
public record TextAt(String text, SourcePosition at) {

  /**
   * The place of some characters of the text in the definition file. Exact for a text that is
   * written without escapes; else at least the line is right in nearly every case.
   *
   * @param offset where they begin in {@link #text}, in chars
   * @param width how many characters are meant; at least 1
   */
  public SourcePosition position(int offset, int width) {
    int start = Math.clamp(offset, 0, text.length());
    int lineBegin = text.lastIndexOf('\n', start - 1) + 1;
    int column = text.codePointCount(lineBegin, start) + 1;
    if (!isMultiLine()) {
      return new SourcePosition(at.file(), at.line(), at.column() + column, at.text(), width);
    }
    int line =
        at.line() + (int) text.substring(0, lineBegin).chars().filter(c -> c == '\n').count();
    if (beginsOnNextLine()) {
      line++;
    } else if (lineBegin == 0) {
      return new SourcePosition(at.file(), line, at.column() + 2 + column, at.text(), width);
    }
    int lineEnd = text.indexOf('\n', lineBegin);
    String content = text.substring(lineBegin, lineEnd < 0 ? text.length() : lineEnd);
    return new SourcePosition(at.file(), line, column, content, width);
  }

  private boolean isMultiLine() {
    return fromValue().startsWith("\"\"\"") || fromValue().startsWith("'''");
  }

  private boolean beginsOnNextLine() {
    return fromValue().strip().length() == 3;
  }

  private String fromValue() {
    String line = at.text();
    int begin = Math.min(at.column() - 1, line.codePointCount(0, line.length()));
    return line.substring(line.offsetByCodePoints(0, begin));
  }
}
