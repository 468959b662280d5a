package dev.clova.cli.command;

import java.util.List;

/** Something that may be typed with dashes in front. A constant of the command that declares it. */
public sealed interface Option permits Flag, Setting {

  /** What may be typed, the name to remember last: {@code -q}, {@code --quiet}. */
  List<String> names();

  /** One line for the help; empty: a spelling that is accepted, and not shown. */
  String help();

  /** The environment variable that stands in where the option is not typed; empty: none. */
  String variable();

  /** The name to remember. */
  default String name() {
    return names().getLast();
  }
}
