package dev.clova.engine.transport;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of an SSH configuration.
 *
 * @param keyword what it sets, in lower case
 * @param words its arguments, without quotes
 * @param file the file
 * @param line the line's number, from 1
 */
record SshConfigLine(String keyword, List<String> words, Path file, int line) {

  SshConfigLine {
    words = List.copyOf(words);
  }

  /**
   * Reads a line; empty if it is blank or a comment.
   *
   * @throws ClovaException if it has no arguments, or a quote does not end
   */
  static Optional<SshConfigLine> parse(String text, Path file, int line) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.startsWith("#")) {
      return Optional.empty();
    }
    int end = 0;
    while (end < stripped.length() && !isGap(stripped.charAt(end))) {
      end++;
    }
    String keyword = stripped.substring(0, end).toLowerCase(Locale.ROOT);
    String rest = stripped.substring(end).stripLeading();
    SshConfigLine blank = new SshConfigLine(keyword, List.of(), file, line);
    List<String> words = blank.split(rest.startsWith("=") ? rest.substring(1) : rest);
    if (words.isEmpty()) {
      throw blank.problem("`" + Reasons.shown(keyword) + "` needs a value");
    }
    return Optional.of(new SshConfigLine(keyword, words, file, line));
  }

  /** The first argument. */
  String word() {
    return words.getFirst();
  }

  /** The place, for messages. */
  String place() {
    return file + ":" + line;
  }

  /** Whether the argument is {@code yes}, as opposed to {@code no}. */
  boolean isYes() {
    return switch (word().toLowerCase(Locale.ROOT)) {
      case "yes", "true" -> true;
      case "no", "false" -> false;
      default -> throw problem("`" + Reasons.shown(word()) + "` is neither `yes` nor `no`");
    };
  }

  /** Whether the argument is {@code none}. */
  boolean isNone() {
    return word().equalsIgnoreCase("none");
  }

  /** What is wrong with this line. */
  ClovaException problem(String what) {
    return new ClovaException(
        Problem.of(
            ProblemCode.UNREACHABLE,
            "The SSH configuration at " + place() + " cannot be followed: " + what + ".",
            "Correct it; or use `connection = \"openssh\"` for this target, which leaves it to the"
                + " system's `ssh`."));
  }

  private static boolean isGap(char letter) {
    return Character.isWhitespace(letter) || letter == '=';
  }

  /** Words with OpenSSH's quotes and escapes; a {@code #} that begins a word begins a comment. */
  private List<String> split(String text) {
    List<String> found = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.charAt(at) == '#') {
        return found;
      } else {
        StringBuilder word = new StringBuilder();
        at = readWord(text, at, word);
        found.add(word.toString());
      }
    }
    return found;
  }

  private int readWord(String text, int start, StringBuilder word) {
    char quote = 0;
    int at = start;
    while (at < text.length() && (quote != 0 || !Character.isWhitespace(text.charAt(at)))) {
      char letter = text.charAt(at);
      boolean escapes =
          letter == '\\' && at + 1 < text.length() && "\"'\\".indexOf(text.charAt(at + 1)) >= 0;
      if (escapes) {
        at++;
        word.append(text.charAt(at));
      } else if (quote == 0 && (letter == '"' || letter == '\'')) {
        quote = letter;
      } else if (letter == quote) {
        quote = 0;
      } else {
        word.append(letter);
      }
      at++;
    }
    if (quote != 0) {
      throw problem("a quote does not end");
    }
    return at;
  }
}
