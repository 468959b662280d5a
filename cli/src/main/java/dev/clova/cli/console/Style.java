package dev.clova.cli.console;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;

/** What a piece of text is, not what it looks like: the looks are decided here only. */
public enum Style {
  /** Nothing of note. */
  PLAIN(),
  /** What went wrong. */
  ERROR(Ansi.Style.bold, Ansi.Style.fg_red),
  /** What may go wrong. */
  WARNING(Ansi.Style.bold, Ansi.Style.fg_yellow),
  /** What to do next. */
  HINT(Ansi.Style.fg_cyan),
  /** A heading, a name that matters. */
  STRONG(Ansi.Style.bold),
  /** What can be skipped when reading. */
  FAINT(Ansi.Style.faint),
  /** What comes into being, what is well. */
  ADDED(Ansi.Style.fg_green),
  /** What becomes different. */
  CHANGED(Ansi.Style.fg_yellow),
  /** What goes away, what is not well. */
  REMOVED(Ansi.Style.fg_red);

  private final String on;

  Style(IStyle... looks) {
    this.on = Ansi.Style.on(looks);
  }

  String on() {
    return on;
  }

  static String off() {
    return Ansi.Style.reset.on();
  }
}
