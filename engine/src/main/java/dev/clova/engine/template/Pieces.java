package dev.clova.engine.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A template that only puts values in, such as {@code http://{{ target.host }}/}: most are, and
 * they need no template engine.
 *
 * @param pieces in order
 */
record Pieces(List<Piece> pieces) {

  /** A part of the template. */
  sealed interface Piece {

    /** Copied as it is. */
    record Literal(String text) implements Piece {}

    /**
     * A value.
     *
     * @param names from the outermost to the one that is meant
     * @param offset where the first name begins in the template
     * @param width how long the names are, with what is between them
     */
    record Value(List<String> names, int offset, int width) implements Piece {}
  }

  /** Whether a text is a template at all. */
  static boolean isTemplate(String text) {
    return text.contains("{{") || text.contains("{%");
  }

  /** Empty if the template asks for more than values. */
  static Optional<Pieces> parse(String text) {
    if (text.contains("{%")) {
      return Optional.empty();
    }
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", from)) {
      int close = text.indexOf("}}", open + 2);
      if (close < 0) {
        return Optional.empty();
      }
      Optional<Piece> value = path(text, open + 2, close);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      pieces.add(new Piece.Literal(text.substring(from, open)));
      pieces.add(value.get());
      from = close + 2;
    }
    pieces.add(new Piece.Literal(text.substring(from)));
    return Optional.of(new Pieces(List.copyOf(pieces)));
  }

  private static Optional<Piece> path(String text, int from, int to) {
    int begin = from;
    int end = to;
    while (begin < end && isBlank(text.charAt(begin))) {
      begin++;
    }
    while (end > begin && isBlank(text.charAt(end - 1))) {
      end--;
    }
    List<String> names = new ArrayList<>();
    int at = begin;
    while (at < end) {
      int next = names.isEmpty() ? plain(text, at, end) : step(text, at, end);
      if (next < 0) {
        return Optional.empty();
      }
      names.add(name(text, at, next));
      at = next;
    }
    return names.isEmpty() || isWord(names.getFirst())
        ? Optional.empty()
        : Optional.of(new Piece.Value(List.copyOf(names), begin, end - begin));
  }

  /** The end of {@code .name} or {@code ["name"]}; negative if it is neither. */
  private static int step(String text, int at, int end) {
    if (text.charAt(at) == '.') {
      return plain(text, at + 1, end);
    }
    if (!text.startsWith("[\"", at)) {
      return -1;
    }
    int quote = text.indexOf('"', at + 2);
    boolean isClosed = quote > 0 && quote + 1 < end && text.charAt(quote + 1) == ']';
    boolean isPlain = isClosed && text.substring(at, quote).indexOf('\\') < 0;
    return isPlain ? quote + 2 : -1;
  }

  private static String name(String text, int at, int next) {
    return switch (text.charAt(at)) {
      case '.' -> text.substring(at + 1, next);
      case '[' -> text.substring(at + 2, next - 2);
      default -> text.substring(at, next);
    };
  }

  private static int plain(String text, int from, int end) {
    int at = from;
    while (at < end && isNamePart(text.charAt(at), at == from)) {
      at++;
    }
    return at == from ? -1 : at;
  }

  static boolean isNamePart(char c, boolean isFirst) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (!isFirst && c >= '0' && c <= '9');
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** What the template language takes for something else than a variable. */
  private static boolean isWord(String name) {
    return switch (name) {
      case "true", "false", "null", "none", "TRUE", "FALSE", "NULL", "NONE", "not" -> true;
      default -> false;
    };
  }
}
