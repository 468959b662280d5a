package dev.clova.cli.render;

import java.time.Duration;

/** The few words of a progress line. */
final class ProgressWords {

  private ProgressWords() {}

  /** How a command ended, as an addition; empty if it has no exit status. */
  static String status(int status) {
    return status < 0 ? "" : ", exit status " + status;
  }

  /** That a change waits for a new connection, and why there is none yet. */
  static String confirming(Duration limit, String why) {
    return why.isEmpty()
        ? "with a new connection, within %d s".formatted(limit.toSeconds())
        : "no new connection yet; without one the target takes the change back: " + oneLine(why);
  }

  /** The first line of a text. */
  static String oneLine(String text) {
    return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("").strip();
  }
}
