package dev.clova.engine.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template made ready for the engine's lexer. That one trims what {@code verbatim} keeps, would
 * compute {@code "#{…}"} in strings without a bound, and does not come back from a template that
 * ends with a backslash in a string. A character that no text may hold, put in between and taken
 * out again, prevents all three and moves no line.
 */
final class TemplateSource {

  /** Begins what the language has no use for. */
  static final String NEVER = "\uFFFF";

  private static final String BETWEEN = "\uFFFE";

  private static final Pattern VERBATIM =
      Pattern.compile("\\{%\\s*verbatim\\s*%\\}(.*?)\\{%\\s*endverbatim\\s*%\\}", Pattern.DOTALL);

  private TemplateSource() {}

  /** What the engine gets. */
  static String ready(String source) {
    if (source.contains(NEVER) || source.contains(BETWEEN)) {
      throw Fault.template("The template holds a character that is none.", "Remove it.", "");
    }
    String kept = source.contains("endverbatim") ? keepVerbatim(source) : source;
    return kept.replace("#{", "#" + BETWEEN + "{") + BETWEEN;
  }

  private static String keepVerbatim(String source) {
    Matcher verbatim = VERBATIM.matcher(source);
    StringBuilder out = new StringBuilder();
    while (verbatim.find()) {
      String text = verbatim.group(1).replace("{", "{" + BETWEEN);
      verbatim.appendReplacement(out, Matcher.quoteReplacement(text));
    }
    return verbatim.appendTail(out).toString();
  }

  /** What a reader gets. */
  static String plain(String rendered) {
    return rendered.replace(BETWEEN, "");
  }

  /** Whether the engine's words are about the end of the template. */
  static boolean isAboutEnd(String message) {
    return message.contains(BETWEEN);
  }
}
