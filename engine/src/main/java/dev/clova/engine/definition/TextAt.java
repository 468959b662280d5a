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
   * The place of some characters of the text in the definition file. Exact for a text on one line,
   * and for one on several that is written without escapes.
   *
   * @param offset where they begin in {@link #text}, in chars
   * @param width how many characters are meant; at least 1
   */
  public SourcePosition position(int offset, int width) {
    int start = Math.clamp(offset, 0, text.length());
    if (!isMultiLine()) {
      return new SourcePosition(
          at.file(), at.line(), at.column() + written(start), at.text(), width);
    }
    int lineBegin = text.lastIndexOf('\n', start - 1) + 1;
    int column = text.codePointCount(lineBegin, start) + 1;
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

  /** How many characters, the quote first, stand before an offset of a text of one line. */
  private int written(int offset) {
    String line = fromValue();
    boolean hasEscapes = line.startsWith("\"");
    int from = 1;
    int characters = 1;
    for (int done = 0; done < offset && from < line.length(); characters++) {
      int width = Character.charCount(line.codePointAt(from));
      if (hasEscapes && line.charAt(from) == '\\' && from + 1 < line.length()) {
        int escape = escape(line.charAt(from + 1));
        done += escape > 6 ? Character.charCount(text.codePointAt(done)) : 1;
        from += escape;
        characters += escape - 1;
      } else {
        done += width;
        from += width;
      }
    }
    return characters;
  }

  /** The length of an escape. */
  private static int escape(char kind) {
    return switch (kind) {
      case 'u' -> 6;
      case 'U' -> 10;
      case 'x' -> 4;
      default -> 2;
    };
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
