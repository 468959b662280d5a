package dev.clova.engine.remote;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One question of a look, in both of its forms: shell text for a shell that runs what it is sent,
 * and a verb with words for a key that {@linkplain LookOnly may only look}. Where both call the
 * same function, there is one way to write it.
 *
 * @param text what an ordinary shell runs
 * @param words a verb of {@code readonly.sh} and its words; empty: the text only prepares others
 */
public record Question(ShellText text, List<String> words) {

  private static final String PLAIN = "._/:@+=,-";

  /** Copies its list. */
  public Question {
    words = List.copyOf(words);
  }

  /** A call of the function {@code clova_VERB}, which is a verb of either form. */
  public static Question of(@CompileTimeConstant String verb, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(verb));
    words.addAll(arguments);
    return new Question(
        ShellText.program("clova_" + verb + " ").plus(ShellText.words(arguments)), words);
  }

  /** Functions that the questions after it call. */
  public static Question preparing(ShellText text) {
    return new Question(text, List.of());
  }

  /** What a key that may only look is never told: its answer is {@code readonly}. */
  public static Question refusedToLookers(ShellText text) {
    return new Question(text, List.of("refuse"));
  }

  /** The line of data that asks this; nothing if there is nothing to ask. */
  public ShellText line() {
    return words.isEmpty() ? ShellText.empty() : line(words);
  }

  /**
   * Words as a line of data, with a space between two. What is not a plain character goes as its
   * bytes, {@code \0} and three octal digits each, and an empty word as {@code %}, so that no word
   * holds anything that a shell or its {@code read} would see something in.
   *
   * @throws IllegalArgumentException if a word could be no argument, as in {@link ShellText#word}
   */
  public static ShellText line(List<String> words) {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      ShellText.requireWord(word);
      if (!line.isEmpty()) {
        line.append(' ');
      }
      if (word.isEmpty()) {
        line.append('%');
      }
      for (byte each : word.getBytes(StandardCharsets.UTF_8)) {
        append(each, line);
      }
    }
    return ShellText.program(line.append('\n').toString());
  }

  private static void append(byte each, StringBuilder line) {
    char c = (char) (each & 0xff);
    boolean isPlain =
        (c >= 'a' && c <= 'z')
            || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9')
            || PLAIN.indexOf(c) >= 0;
    if (isPlain) {
      line.append(c);
    } else {
      line.append("\\0").append("%03o".formatted((int) c));
    }
  }
}
