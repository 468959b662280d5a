package dev.clova.cli.console;

import java.util.Map;

/** When output is coloured. */
public enum ColorChoice {
  /** On a terminal that can, unless the environment says otherwise. */
  AUTO,
  /** Always. */
  ALWAYS,
  /** Never. */
  NEVER;

  /**
   * Whether one stream is coloured.
   *
   * @param terminal whether that stream is a terminal
   * @param environment where {@code NO_COLOR}, {@code FORCE_COLOR} and {@code TERM} are heeded, in
   *     this order
   */
  boolean colors(boolean terminal, Map<String, String> environment) {
    return switch (this) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
          yield false;
        }
        String forced = environment.getOrDefault("FORCE_COLOR", "");
        if (!forced.isEmpty()) {
          yield !forced.equals("0");
        }
        yield terminal && !environment.getOrDefault("TERM", "").equals("dumb");
      }
    };
  }
}
