package dev.clova.engine.definition;

import dev.clova.state.ProblemCode;

/**
 * Looks over a file before the parser does, and stops what would cost the parser too much or a
 * reader the truth: deep nesting, huge strings, characters that are not shown as they are.
 */
final class TomlLimits {

  /** The most bytes of a file. */
  static final int FILE_BYTES = 1 << 20;

  private static final int NESTING = 32;
  private static final int STRING_CHARS = 64 << 10;

  private final Source source;
  private final String text;
  private final Problems problems;
  private int at;
  private int depth;

  private TomlLimits(Source source, Problems problems) {
    this.source = source;
    this.text = source.text();
    this.problems = problems;
  }

  /** Whether the parser may see the file; if not, a problem was added. */
  static boolean holds(Source source, Problems problems) {
    TomlLimits limits = new TomlLimits(source, problems);
    return limits.charactersAreHonest() && limits.sizesAreSane();
  }

  private boolean charactersAreHonest() {
    if (text.startsWith("\uFEFF")) {
      String hint = "Save the file as UTF-8 without a byte order mark.";
      problems.add(
          source.start(), ProblemCode.SYNTAX, "The file begins with a byte order mark.", hint);
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || isReordering(c)) {
        String written = String.format("\\u%04X", (int) c);
        String detail = "The character `" + written + "` is not shown as it is.";
        String hint = c == 0 ? "Remove it." : "Write `" + written + "` in a string if you mean it.";
        problems.add(source.atIndex(i), ProblemCode.SYNTAX, detail, hint);
        return false;
      }
    }
    return true;
  }

  /** Characters that make a reviewer see text in another order than Clova does. */
  static boolean isReordering(char c) {
    return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
  }

  private boolean sizesAreSane() {
    while (at < text.length()) {
      int begin = at;
      switch (text.charAt(at)) {
        case '#' -> skipLine();
        case '"', '\'' -> skipString();
        case '[', '{' -> {
          depth++;
          at++;
        }
        case ']', '}' -> {
          depth = Math.max(0, depth - 1);
          at++;
        }
        default -> at++;
      }
      if (depth > NESTING) {
        return refuse(begin, "Brackets are nested more than " + NESTING + " deep here.");
      }
      if (at - begin > STRING_CHARS && text.charAt(begin) != '#') {
        return refuse(begin, "This string is longer than 64 KiB.");
      }
    }
    return true;
  }

  private boolean refuse(int begin, String detail) {
    String hint = "Keep long texts in a file of the service's directory.";
    problems.add(source.atIndex(begin), ProblemCode.TOO_LARGE, detail, hint);
    return false;
  }

  private void skipLine() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private void skipString() {
    char quote = text.charAt(at);
    String three = quote == '"' ? "\"\"\"" : "'''";
    boolean multiLine = text.startsWith(three, at);
    at += multiLine ? 3 : 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && quote == '"') {
        at += 2;
      } else if (c == quote && (!multiLine || text.startsWith(three, at))) {
        at += multiLine ? 3 : 1;
        return;
      } else if (c == '\n' && !multiLine) {
        return;
      } else {
        at++;
      }
    }
    at = text.length();
  }
}
