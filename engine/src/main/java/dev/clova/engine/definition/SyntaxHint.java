package dev.clova.engine.definition;

import dev.clova.state.SourcePosition;

/** What to do about a line that is no TOML, judged by how people usually get it wrong. */
final class SyntaxHint {

  private SyntaxHint() {}

  static String of(SourcePosition at) {
    String line = at.text();
    int equals = line.indexOf('=');
    if (equals < 0) {
      int colon = line.indexOf(':');
      return colon > 0 && at.column() == colon + 1
          ? "TOML writes `key = value`, with an equals sign."
          : "";
    }
    String key = line.substring(0, equals).strip();
    String value = line.substring(equals + 1).strip();
    return isBareText(value) && at.column() > equals + 1
        ? "Texts need quotes: `" + key + " = \"" + value + "\"`."
        : "";
  }

  private static boolean isBareText(String value) {
    if (value.isEmpty()
        || !(Character.isLetter(value.charAt(0)) || "~/.*".indexOf(value.charAt(0)) >= 0)) {
      return false;
    }
    return value.indexOf('"') < 0 && value.indexOf('\'') < 0 && value.indexOf('#') < 0;
  }
}
