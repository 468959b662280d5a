package dev.clova.cli.render;

import dev.clova.cli.console.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text within Markdown of which nothing is taken for Markdown, HTML, a mention, a reference or a
 * link, by no forge. Escaping is not enough for that: forges look for names and numbers in what the
 * escapes have become. So words that are not plainly words are shown as code, in which they look
 * for nothing.
 */
final class MarkdownText {

  private static final String CUT = "…";

  /** Around a word: what may stand before it and after it without meaning anything. */
  private static final Pattern WORD =
      Pattern.compile("([(\"']*)(.*?)([.,;:!?)\"'%]*)", Pattern.DOTALL);

  /** Letters, or a number with or without its unit; too short for a commit, and no ticket. */
  private static final Pattern INERT =
      Pattern.compile(
          "\\p{L}[\\p{L}\\p{M}]*(?:'\\p{L}+|-[a-z]+)*"
              + "|[-+]?[0-9]{1,3}(?:[.,][0-9]{1,3})*[a-z]{0,3}|[—–…→ ]");

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7}");

  private static final Pattern TICKS = Pattern.compile("`+");

  private MarkdownText() {}

  /** Running text of ours that may hold anybody's words; what stands in backticks is code. */
  static String prose(String text) {
    List<Piece> pieces = new ArrayList<>();
    String[] parts = Printable.of(text).split("`", -1);
    boolean balanced = parts.length % 2 == 1;
    for (int i = 0; i < parts.length; i++) {
      if (balanced && i % 2 == 1) {
        pieces.add(new Piece("", parts[i], true, ""));
      } else {
        words(parts[i], pieces);
      }
    }
    return joined(pieces);
  }

  private static void words(String text, List<Piece> pieces) {
    for (String word : text.replace(" -> ", " → ").split("(?<= )|(?= )", -1)) {
      Matcher parts = WORD.matcher(word);
      if (parts.matches() && isInert(parts.group(2))) {
        pieces.add(new Piece(word, "", false, ""));
      } else if (parts.matches()) {
        pieces.add(new Piece(parts.group(1), parts.group(2), true, parts.group(3)));
      }
    }
  }

  /** Code beside code is one. */
  private static String joined(List<Piece> pieces) {
    List<Piece> joined = new ArrayList<>();
    for (Piece piece : pieces) {
      int last = joined.size() - 1;
      if (piece.code() && last >= 0 && joined.get(last).isOpen(piece)) {
        joined.add(joined.removeLast().with("", piece));
      } else if (piece.code()
          && last >= 1
          && joined.get(last).isBlank()
          && joined.get(last - 1).isOpen(piece)) {
        joined.removeLast();
        joined.add(joined.removeLast().with(" ", piece));
      } else {
        joined.add(piece);
      }
    }
    StringBuilder text = new StringBuilder();
    joined.forEach(piece -> text.append(piece.text()));
    return text.toString().strip();
  }

  /** A name as code. */
  static String code(String name) {
    String text = Printable.of(name);
    String fence = "`".repeat(longestRun(text) + 1);
    boolean padded =
        text.isEmpty()
            || text.startsWith("`")
            || text.endsWith("`")
            || (text.startsWith(" ") && text.endsWith(" "));
    return padded ? fence + " " + text + " " + fence : fence + text + fence;
  }

  /** A name as code within a table, where a bar would end the cell. */
  static String cell(String name) {
    return code(Printable.of(name).replace("|", "\\u{7c}"));
  }

  /** JSON as it may stand in a comment of HTML, which only {@code -->} and its like would end. */
  static String hidden(String json) {
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("--", "-\\u002d");
  }

  /** How many backticks follow each other, at most. */
  static int longestRun(String text) {
    return TICKS.matcher(text).results().mapToInt(run -> run.group().length()).max().orElse(0);
  }

  /** The beginning of a text of so many characters, with a mark if that is not all of it. */
  static String cut(String text, int characters) {
    if (text.length() <= characters) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(characters - 1)) ? characters - 1 : characters;
    return text.substring(0, end) + CUT;
  }

  private static boolean isInert(String word) {
    return word.isEmpty() || (INERT.matcher(word).matches() && !COMMIT.matcher(word).find());
  }

  /**
   * A word, or code, with the punctuation around it.
   *
   * @param before stands in front
   * @param word what is code
   * @param code whether there is any
   * @param after stands behind
   */
  private record Piece(String before, String word, boolean code, String after) {

    boolean isBlank() {
      return before.equals(" ");
    }

    /** Whether code may go on with another's. */
    boolean isOpen(Piece next) {
      return code && after.isEmpty() && next.before().isEmpty();
    }

    Piece with(String between, Piece next) {
      return new Piece(before, word + between + next.word(), true, next.after());
    }

    String text() {
      return code ? before + MarkdownText.code(word) + after : before;
    }
  }
}
