package dev.clova.engine.transport;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Paths of an SSH configuration: {@code ~}, {@code ${VARIABLE}} and the tokens of OpenSSH. */
final class PathWords {

  private final SshSettings settings;
  private final SshConfigLine line;
  private final Map<Character, String> tokens;

  /** Paths that stand before anything is known of the connection. */
  PathWords(SshSettings settings, SshConfigLine line) {
    this(settings, line, Map.of());
  }

  /**
   * Paths with tokens.
   *
   * @param tokens what stands for {@code %} and a letter, besides {@code %%}, {@code %d} and {@code
   *     %u}
   */
  PathWords(SshSettings settings, SshConfigLine line, Map<Character, String> tokens) {
    this.settings = settings;
    this.line = line;
    this.tokens = tokens;
  }

  /** The path that a word stands for; relative ones are the home's. */
  Path path(String word) {
    try {
      return settings.home().resolve(expanded(word));
    } catch (InvalidPathException e) {
      throw line.problem("`" + Reasons.shown(word) + "` is no path");
    }
  }

  /** The word with all that stands for something else replaced. */
  String expanded(String word) {
    if (word.equals("~") || word.startsWith("~/")) {
      return settings.home() + replaced(word.substring(1));
    }
    if (word.startsWith("~")) {
      throw line.problem("homes of other users, as in `" + Reasons.shown(word) + "`, are unknown");
    }
    return replaced(word);
  }

  /** The value of an environment variable. */
  String variable(String name) {
    return Optional.ofNullable(settings.environment().get(name))
        .orElseThrow(() -> line.problem("the variable `" + Reasons.shown(name) + "` is not set"));
  }

  private String replaced(String text) {
    StringBuilder expanded = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char letter = text.charAt(at);
      if (letter == '%') {
        expanded.append(token(at + 1 < text.length() ? text.charAt(at + 1) : ' '));
        at += 2;
      } else if (text.startsWith("${", at)) {
        int end = text.indexOf('}', at);
        if (end < 0) {
          throw line.problem("`${` does not end");
        }
        expanded.append(variable(text.substring(at + 2, end)));
        at = end + 1;
      } else {
        expanded.append(letter);
        at++;
      }
    }
    return expanded.toString();
  }

  private String token(char letter) {
    return switch (letter) {
      case '%' -> "%";
      case 'd' -> settings.home().toString();
      case 'u' -> settings.localUser();
      default ->
          Optional.ofNullable(tokens.get(letter))
              .orElseThrow(
                  () -> line.problem("the token `%" + Reasons.shown("" + letter) + "` is unknown"));
    };
  }
}
