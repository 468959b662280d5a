package dev.clova.cli.render;

/** The few words of a progress line. */
final class ProgressWords {

  private ProgressWords() {}

  /** How a command ended, as an addition; empty if it has no exit status. */
  static String status(int status) {
    return status < 0 ? "" : ", exit status " + status;
  }

  /** The first line of a text. */
  static String oneLine(String text) {
    return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("").strip();
  }
}
