package dev.clova.cli.command;

import dev.clova.state.Problem;
import java.time.Duration;
import java.util.List;

/** What the commands have in common that show services and targets. */
final class FleetOptions {

  /** A look that is not older than this is shown as the present. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  /** From one look to the next. */
  static final Duration USUAL_INTERVAL = Duration.ofSeconds(2);

  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(200);

  static final Flag WATCH = Flag.of("Stay, and show what changes", "-w", "--watch");

  static final Setting<Duration> INTERVAL =
      new Setting<>(
          List.of("--interval"),
          "TIME",
          "a time of 200ms at least, such as `5s`",
          text -> Setting.toDuration(text).filter(time -> time.compareTo(SHORTEST_INTERVAL) >= 0),
          "How often a view that stays looks; 2s if left out",
          "");

  static final List<Option> ALL = List.of(WATCH, INTERVAL, SharedOptions.JSON);

  private FleetOptions() {}

  /** A problem of the definitions, in a line beside what is shown. */
  static String told(Problem problem) {
    return "The definitions as they are now are not valid: " + problem.detail();
  }
}
