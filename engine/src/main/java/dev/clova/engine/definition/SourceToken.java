package dev.clova.engine.definition;

/** Finds where something in a line of TOML ends, for underlining it. */
final class SourceToken {

  private SourceToken() {}

  /** The end of the string, brackets or bare word at {@code begin}; the line's end at most. */
  static int end(String line, int begin) {
    if (begin >= line.length()) {
      return begin;
    }
    return switch (line.charAt(begin)) {
      case '"', '\'' -> quoted(line, begin);
      case '[', '{' -> bracketed(line, begin);
      default -> bare(line, begin);
    };
  }

  private static int bare(String line, int begin) {
    int end = begin;
    while (end < line.length() && " \t=,]}#".indexOf(line.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static int bracketed(String line, int begin) {
    int depth = 0;
    int at = begin;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == '"' || c == '\'') {
        at = quoted(line, at);
        continue;
      }
      at++;
      if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        depth--;
      }
      if (depth == 0) {
        return at;
      }
    }
    return line.stripTrailing().length();
  }

  private static int quoted(String line, int begin) {
    char quote = line.charAt(begin);
    if (line.startsWith(Character.toString(quote).repeat(3), begin)) {
      return Math.max(begin + 3, line.stripTrailing().length());
    }
    for (int at = begin + 1; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '\\' && quote == '"') {
        at++;
      } else if (c == quote) {
        return at + 1;
      }
    }
    return line.length();
  }
}
