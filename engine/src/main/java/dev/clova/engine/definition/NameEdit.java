package dev.clova.engine.definition;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/**
 * Another name for a service in the words of the files that speak of it: in lists of names and in
 * templates, and nothing else of them.
 */
public final class NameEdit {

  private static final String KEY = "renamed_from";
  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{.*?}}|\\{%.*?%}", Pattern.DOTALL);

  private final String old;
  private final String name;
  private final Pattern ruleStart;

  /**
   * An edit.
   *
   * @param old the name that the service has
   * @param name the one that it gets
   */
  public NameEdit(String old, String name) {
    this.old = old;
    this.name = name;
    this.ruleStart = Pattern.compile("^((?:[^ ]+ )?)" + Pattern.quote(old) + "($|@)");
  }

  /** The service's own file, with the name that it had before. */
  public String ownFile(String text) {
    Optional<String> replaced = position(text, KEY).map(at -> replaced(text, at));
    String line = KEY + " = \"" + old + "\"" + (text.contains("\r\n") ? "\r\n" : "\n");
    int begin = replaced.isPresent() ? 0 : lineAfter(text);
    String edited =
        replaced.orElseGet(() -> text.substring(0, begin) + line + text.substring(begin));
    return anyFile(edited);
  }

  /** The file of a service that comes after it, or speaks of it. */
  public String otherFile(String text) {
    return anyFile(
        TextArray.in(text, "after")
            .filter(after -> after.values().contains(old))
            .map(after -> after.replaced(old, name))
            .orElse(text));
  }

  /** The workspace's file, whose rules may name it: they hold for it as before. */
  public String workspaceFile(String text) {
    String edited = anyFile(text);
    for (String rule : List.of("protect", "deny")) {
      for (String pattern : patterns(edited, rule)) {
        String other = ruleStart.matcher(pattern).replaceFirst("$1" + name + "$2");
        edited = TextArray.in(edited, "policy", rule).orElseThrow().replaced(pattern, other);
      }
    }
    return edited;
  }

  private List<String> patterns(String text, String rule) {
    return TextArray.in(text, "policy", rule).map(TextArray::values).orElse(List.of()).stream()
        .filter(pattern -> ruleStart.matcher(pattern).find())
        .toList();
  }

  /** A text with templates: {@code services.NAME} and {@code services["NAME"]}. */
  public String anyFile(String text) {
    String quoted = Pattern.quote(old);
    Pattern mention =
        Pattern.compile("(\\bservices\\s*(?:\\.\\s*|\\[\\s*[\"']))" + quoted + "(?![-A-Za-z0-9_])");
    Matcher template = TEMPLATE.matcher(text);
    return template.replaceAll(
        found ->
            Matcher.quoteReplacement(
                mention.matcher(found.group()).replaceAll("$1" + Matcher.quoteReplacement(name))));
  }

  private String replaced(String text, int at) {
    int value = text.indexOf('=', at) + 1;
    int end = text.indexOf('\n', value);
    String line = text.substring(0, end < 0 ? text.length() : end);
    while (value < line.length() && line.charAt(value) == ' ') {
      value++;
    }
    return text.substring(0, value)
        + '"'
        + old
        + '"'
        + text.substring(SourceToken.end(line, value));
  }

  /**
   * Behind the list of targets, which every service has; at the top where that is no plain list.
   */
  private static int lineAfter(String text) {
    return TextArray.in(text, "targets").flatMap(array -> array.nextLine()).orElse(0);
  }

  private static Optional<Integer> position(String text, String key) {
    TomlParseResult toml = Toml.parse(text);
    if (toml.hasErrors() || !toml.contains(List.of(key))) {
      return Optional.empty();
    }
    TomlPosition at = Objects.requireNonNull(toml.inputPositionOf(List.of(key)));
    return Optional.of(TextArray.index(text, at));
  }
}
