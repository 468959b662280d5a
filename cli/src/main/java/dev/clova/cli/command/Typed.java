package dev.clova.cli.command;

import java.util.List;
import java.util.Map;

/**
 * A command line taken apart, with what environment variables add to it. Every value was checked:
 * its setting can read it.
 *
 * @param texts the values of each option that is there, in the order in which they were typed; a
 *     flag has one empty value for each time
 * @param operands what was typed without dashes
 */
public record Typed(Map<Option, List<String>> texts, List<String> operands) {

  /** Copies its collections. */
  public Typed {
    texts = Map.copyOf(texts);
    operands = List.copyOf(operands);
  }

  /** How many times a flag is there. */
  public int count(Flag flag) {
    return texts.getOrDefault(flag, List.of()).size();
  }

  /** The values of a setting, the one that counts last. */
  public <T> List<T> values(Setting<T> setting) {
    return texts.getOrDefault(setting, List.of()).stream()
        .map(text -> setting.reader().apply(text).orElseThrow())
        .toList();
  }
}
