package dev.clova.engine.remote;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Text for a POSIX shell, made of constants of this program and of quoted words. This is the only
 * place that quotes: data cannot become text in any other way, and the compiler refuses a literal
 * that is not a constant.
 *
 * <p>A word is always quoted, also an empty or a harmless one, so that there is one form to test: a
 * single quote, the text with every single quote replaced by {@code '\''}, a single quote. Between
 * single quotes a POSIX shell takes every byte for itself.
 */
public final class ShellText {

  private static final ShellText EMPTY = new ShellText("");

  private final String text;

  private ShellText(String text) {
    this.text = text;
  }

  /** Shell text that is a constant of this program. */
  public static ShellText of(@CompileTimeConstant String literal) {
    return new ShellText(literal);
  }

  /** Text of this package's own programs, which are put together from constants at run time. */
  static ShellText program(String constants) {
    return new ShellText(constants);
  }

  /** No text. */
  public static ShellText empty() {
    return EMPTY;
  }

  /**
   * One word that the shell reads as exactly this string, in UTF-8.
   *
   * @throws IllegalArgumentException if no argument can hold it: a NUL, or half of a surrogate pair
   */
  public static ShellText word(String data) {
    requireWord(data);
    return new ShellText("'" + data.replace("'", "'\\''") + "'");
  }

  /** One word each, with a space between them; nothing for none. */
  public static ShellText words(Collection<String> data) {
    return new ShellText(
        data.stream().map(word -> word(word).text).collect(Collectors.joining(" ")));
  }

  /**
   * A path as one word that no command takes for an option or for anything but a path: absolute as
   * it is, relative with {@code ./} before it.
   *
   * @throws IllegalArgumentException if it is empty, or as in {@link #word}
   */
  public static ShellText path(String path) {
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a path cannot be empty");
    }
    return word(path.startsWith("/") || path.startsWith("./") ? path : "./" + path);
  }

  /** A number in decimal digits. */
  public static ShellText number(long number) {
    return new ShellText(Long.toString(number));
  }

  /** A line {@code name='data'}, so that the script proper can be one constant. */
  public static ShellText set(@CompileTimeConstant String name, String data) {
    return new ShellText(name + "=" + word(data).text + "\n");
  }

  /** A line that makes these words the positional parameters {@code "$@"}. */
  public static ShellText arguments(Collection<String> data) {
    return new ShellText("set --" + (data.isEmpty() ? "" : " ") + words(data).text + "\n");
  }

  /** Texts one after the other, each on lines of its own. */
  public static ShellText lines(ShellText... parts) {
    return lines(Arrays.asList(parts));
  }

  /** Texts one after the other, each on lines of its own. */
  public static ShellText lines(Collection<ShellText> parts) {
    return new ShellText(
        parts.stream()
            .map(part -> part.text.endsWith("\n") ? part.text : part.text + "\n")
            .collect(Collectors.joining()));
  }

  /** This text and then that one, with nothing between them. */
  public ShellText plus(ShellText next) {
    return new ShellText(text + next.text);
  }

  /** This text and then a constant, with nothing between them. */
  public ShellText plus(@CompileTimeConstant String literal) {
    return new ShellText(text + literal);
  }

  /** The text as it is sent, in UTF-8. */
  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The text itself. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShellText that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Refuses what no argument can hold. */
  static void requireWord(String data) {
    if (data.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a shell word cannot hold a NUL");
    }
    try {
      ByteBuffer unused =
          StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(data));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("half of a surrogate pair has no UTF-8", e);
    }
  }
}
