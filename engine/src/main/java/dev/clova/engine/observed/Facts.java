package dev.clova.engine.observed;

import dev.clova.state.Attributes;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a target is and has, as far as it does not change from minute to minute.
 *
 * @param attributes {@code os}, {@code os_version}, {@code os_name}, {@code kernel}, {@code arch},
 *     {@code init}, {@code home}, {@code boot}: those that the target could tell
 * @param tools commands that it has, of those that Clova can make use of
 */
public record Facts(Attributes attributes, Set<String> tools) {

  /** Nothing is known. */
  public static final Facts NONE = new Facts(Attributes.none(), Set.of());

  /** Copies what it is given. */
  public Facts {
    tools = Set.copyOf(tools);
  }

  /** Reads what {@code clova_facts} printed; lines that it does not know are left out. */
  static Facts read(String answer) {
    Map<String, String> facts = new TreeMap<>();
    Set<String> tools = new HashSet<>();
    for (String line : answer.lines().toList()) {
      int space = line.indexOf(' ');
      String word = space < 0 ? line : line.substring(0, space);
      String rest = space < 0 ? "" : line.substring(space + 1);
      switch (word) {
        case "tool" -> tools.add(rest);
        case "os" -> os(rest, facts);
        case "home", "boot", "init" -> facts.put(word, rest);
        default -> {
          String[] uname = line.split(" ", -1);
          if (uname.length == 3) {
            facts.put("kernel", uname[0].toLowerCase(Locale.ROOT) + " " + uname[1]);
            facts.put("arch", uname[2]);
          }
        }
      }
    }
    return new Facts(Attributes.of(facts), tools);
  }

  /** One assignment of {@code os-release(5)}. */
  private static void os(String assignment, Map<String, String> facts) {
    int equals = assignment.indexOf('=');
    String value = assignment.substring(equals + 1);
    if (value.length() >= 2 && (value.startsWith("\"") || value.startsWith("'"))) {
      value = value.substring(1, value.length() - 1);
    }
    switch (assignment.substring(0, Math.max(0, equals))) {
      case "ID" -> facts.put("os", value);
      case "VERSION_ID" -> facts.put("os_version", value);
      case "PRETTY_NAME" -> facts.put("os_name", value);
      default -> {}
    }
  }
}
