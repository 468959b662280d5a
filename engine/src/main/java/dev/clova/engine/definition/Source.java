package dev.clova.engine.definition;

import dev.clova.state.EnvVeil;
import dev.clova.state.SourcePosition;
import java.util.Arrays;

/** A definition file's text, with its lines. Positions show them without what is never shown. */
final class Source {

  private final String file;
  private final String text;
  private final int[] lineStarts;
  private final String[] shown;

  /**
   * @param file the path as typed from the root
   */
  Source(String file, String text) {
    this.file = file;
    this.text = text;
    this.lineStarts = lineStarts(text);
    this.shown = EnvVeil.of(text).split("\n", -1);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = end + 1;
    }
    return Arrays.copyOf(starts, count);
  }

  String file() {
    return file;
  }

  String text() {
    return text;
  }

  /** The file's beginning. */
  SourcePosition start() {
    return at(1, 1, 1);
  }

  /** The character at an index of the text. */
  SourcePosition atIndex(int index) {
    int found = Arrays.binarySearch(lineStarts, index);
    int line = found >= 0 ? found : -found - 2;
    return at(line + 1, text.codePointCount(lineStarts[line], index) + 1, 1);
  }

  /** Whatever begins there: a header, a key, or a value as far as it is on that line. */
  SourcePosition token(int line, int column) {
    String content = line(line);
    int begin = content.offsetByCodePoints(0, Math.min(column - 1, length(content)));
    int end = SourceToken.end(content, begin);
    return at(line, column, Math.max(1, content.codePointCount(begin, end)));
  }

  private SourcePosition at(int line, int column, int width) {
    String content = line <= shown.length ? shown[line - 1].replaceFirst("\r$", "") : "";
    return new SourcePosition(file, line, Math.min(column, length(content) + 1), content, width);
  }

  private String line(int line) {
    if (line > lineStarts.length) {
      return "";
    }
    int begin = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
    return text.substring(begin, end > begin && text.charAt(end - 1) == '\r' ? end - 1 : end);
  }

  private static int length(String content) {
    return content.codePointCount(0, content.length());
  }
}
