package dev.clova.engine.template;

import dev.clova.engine.definition.SimilarNames;
import java.util.Collection;

/**
 * A set of names that a template can ask for after a dot. Values are texts, numbers, truth values,
 * lists and sorted maps of these, and further scopes; they are made when they are asked for.
 */
interface Scope {

  /**
   * What the scope is called in a template, such as {@code target.vars}; empty for the outermost.
   */
  String path();

  /** The names that it knows. */
  Collection<String> names();

  /**
   * What a name stands for.
   *
   * @throws Fault if it is not known, or has no value here
   */
  Object value(String name);

  /** The name with its path, as a template writes it. */
  default String full(String name) {
    return path().isEmpty() ? name : path() + "." + name;
  }

  /** What to throw for a name that is not known. */
  default Fault unknown(String name) {
    String guess = SimilarNames.nearest(name, names()).orElse("");
    String hint = "";
    if (!guess.isEmpty()) {
      hint =
          "Did you mean `" + (isPlain(guess) ? full(guess) : path() + "[\"" + guess + "\"]") + "`?";
    } else if (!names().isEmpty() && names().size() <= 12) {
      hint = "Known are `" + String.join("`, `", names()) + "`.";
    }
    for (String known : names()) {
      if (!isPlain(known) && known.startsWith(name)) {
        hint = "A name such as `" + known + "` is written `" + path() + "[\"" + known + "\"]`.";
      }
    }
    return Fault.unknownName(full(name), hint);
  }

  /** Whether a name can be written after a dot. */
  static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!Pieces.isNamePart(name.charAt(i), i == 0)) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
