package dev.clova.state;

/** A place in one line of a plan file. */
final class TomlCursor {

  private static final int DIGITS = 18;

  private static final int ESCAPE = 8;

  private final String line;
  private int at;

  TomlCursor(String line) {
    this.line = line;
  }

  boolean isAt(char character) {
    return at < line.length() && line.charAt(at) == character;
  }

  /** Whether this stands here; then it is passed. */
  boolean skips(String text) {
    boolean here = line.startsWith(text, at);
    at += here ? text.length() : 0;
    return here;
  }

  void expect(String text) {
    if (!skips(text)) {
      throw new Malformed("a line is not as Clova writes it");
    }
  }

  void end() {
    if (at != line.length()) {
      throw new Malformed("a line is longer than Clova writes it");
    }
  }

  String bareKey() {
    int start = at;
    while (at < line.length() && isKey(line.charAt(at))) {
      at++;
    }
    return line.substring(start, at);
  }

  /** A number, true or false: what is left of the line. */
  Object word() {
    String word = line.substring(at);
    at = line.length();
    if (word.equals("true") || word.equals("false")) {
      return word.equals("true");
    }
    boolean isNumber = word.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!isNumber || word.isEmpty() || word.length() > DIGITS) {
      throw new Malformed("a value is of no known sort");
    }
    return Long.parseLong(word);
  }

  /** A string between double quotes. */
  String text() {
    expect("\"");
    StringBuilder text = new StringBuilder();
    while (!isAt('"')) {
      char character = take();
      if (character == '\\') {
        escape(text, take());
      } else {
        text.append(character);
      }
    }
    at++;
    return text.toString();
  }

  private void escape(StringBuilder text, char escape) {
    switch (escape) {
      case '"', '\\' -> text.append(escape);
      case 't' -> text.append('\t');
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 'U' -> text.appendCodePoint(codePoint());
      default -> throw new Malformed("a string holds an unknown escape");
    }
  }

  private int codePoint() {
    if (at + ESCAPE > line.length()) {
      throw new Malformed("an escape is cut off");
    }
    try {
      int codePoint = Integer.parseInt(line.substring(at, at + ESCAPE), 16);
      at += ESCAPE;
      if (Character.isValidCodePoint(codePoint)) {
        return codePoint;
      }
    } catch (NumberFormatException e) {
      throw new Malformed("an escape is no number");
    }
    throw new Malformed("an escape is no character");
  }

  private char take() {
    if (at == line.length()) {
      throw new Malformed("a string has no end");
    }
    return line.charAt(at++);
  }

  private static boolean isKey(char character) {
    return character == '_' || (character >= 'a' && character <= 'z');
  }
}
