package dev.clova.cli.command;

/** Text as Markdown wants it. */
final class Markdown {

  private Markdown() {}

  /** Running text whose option names are shown as code. */
  static String prose(String text) {
    return text.replace("<", "&lt;").replaceAll("(?<![\\w`-])(--[a-z][a-z-]*)", "`$1`");
  }

  /** Text for a cell of a table. */
  static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
