package dev.clova.state;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides the values of {@code [env]} in the text of a definition file, which are never shown: sign
 * by sign, so that columns stay what they are. What is not sure to be something else is hidden too.
 */
public final class EnvVeil {

  private static final String MARK = "•";

  /** In place of what takes two chars, so that it takes two as well. */
  private static final String WIDE_MARK = "\ud83d\udf84";

  /** What is hidden, as a regular expression. */
  public static final String VEILED =
      "[" + MARK + WIDE_MARK + "]+([ \\t]+[" + MARK + WIDE_MARK + "]+)*";

  private static final Pattern HEADER = Pattern.compile("\\s*\\[+\\s*[\"']?([^\"'\\].]*).*");
  private static final Pattern COMMENT = Pattern.compile("#.*");
  private static final Pattern ONE_LINE = Pattern.compile("\\s*(\"(?!\"\")|'(?!''))");
  private static final Pattern INLINE = Pattern.compile("\\s*[\"']?env[\"']?\\s*[.=].*");
  private static final Pattern EXPRESSION = Pattern.compile("\\{\\{.*?}}|\\{%.*?%}");
  private static final List<String> FENCES = List.of("\"\"\"", "'''");

  private final List<String> shown = new ArrayList<>();
  private boolean inEnv;
  private String fence = "";

  private EnvVeil() {}

  /** The text with as many lines, and as many characters in each. */
  public static String of(String toml) {
    if (!toml.contains("env")) {
      return toml;
    }
    EnvVeil veil = new EnvVeil();
    List.of(toml.split("\n", -1)).forEach(veil::line);
    return String.join("\n", veil.shown);
  }

  private void line(String line) {
    if (!fence.isEmpty()) {
      shown.add(value(line));
      fence = line.contains(fence) ? "" : fence;
      return;
    }
    Matcher header = HEADER.matcher(line);
    if (header.matches()) {
      boolean isEnv = header.group(1).strip().equals("env");
      inEnv = isEnv || (inEnv && COMMENT.matcher(line).replaceFirst("").contains("="));
    }
    boolean isHeader = header.matches() && !line.contains("=");
    if (isHeader || (!inEnv && !INLINE.matcher(line).matches())) {
      shown.add(line);
      return;
    }
    int value = line.indexOf('=') + 1;
    shown.add(line.substring(0, value) + value(line.substring(value)));
    fence =
        FENCES.stream()
            .filter(quotes -> line.split(quotes, -1).length % 2 == 0)
            .filter(quotes -> !ONE_LINE.matcher(line.substring(value)).lookingAt())
            .findFirst()
            .orElse("");
  }

  /** A value without what it says; quotes, spaces and what a template asks for remain. */
  public static String value(String text) {
    StringBuilder veiled = new StringBuilder();
    Matcher expression = EXPRESSION.matcher(text);
    int from = 0;
    while (expression.find()) {
      veil(text.substring(from, expression.start()), veiled);
      veiled.append(expression.group());
      from = expression.end();
    }
    veil(text.substring(from), veiled);
    return veiled.toString();
  }

  /** Which escape it is tells where the rest begins, and next to nothing else. */
  private static void veil(String text, StringBuilder into) {
    boolean isEscape = false;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int c = text.codePointAt(at);
      boolean isPlain = c == '"' || c == '\'' || c == '\\' || Character.isWhitespace(c);
      into.append(isPlain || isEscape ? Character.toString(c) : mark(c));
      isEscape = c == '\\' && !isEscape;
    }
  }

  private static String mark(int c) {
    return Character.isSupplementaryCodePoint(c) ? WIDE_MARK : MARK;
  }
}
