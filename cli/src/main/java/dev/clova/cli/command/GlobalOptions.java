package dev.clova.cli.command;

import dev.clova.cli.console.ColorChoice;
import java.nio.file.Path;
import java.util.List;

/** The options of every command. They may stand before or after its name. */
public final class GlobalOptions {

  /** Where to look for the workspace. */
  public static final Setting<Path> DIRECTORY =
      Setting.path("DIR", "Work as if started in DIR", "-C", "--chdir").orVariable("CLOVA_DIR");

  /** When to colour. */
  public static final Setting<ColorChoice> COLOR =
      Setting.choice(ColorChoice.class, "When to use colours", "--color").orVariable("CLOVA_COLOR");

  /** Terraform's and everybody's spelling of {@code --color=never}. */
  public static final Flag NO_COLOR = Flag.of("", "--no-color");

  /** Never ask. */
  public static final Flag NO_INPUT =
      Flag.of("Never ask: fail where a question would be needed", "--no-input")
          .orVariable("CLOVA_NO_INPUT");

  /** Say less. */
  public static final Flag QUIET =
      Flag.of("Say nothing about the work but problems", "-q", "--quiet").orVariable("CLOVA_QUIET");

  /** Say more; may be repeated. */
  public static final Flag VERBOSE =
      Flag.of("Say more; twice for still more", "-v", "--verbose").orVariable("CLOVA_VERBOSE");

  /** Show where a failure came from. */
  public static final Flag DEBUG =
      Flag.of("Show the trace of a failure", "--debug").orVariable("CLOVA_DEBUG");

  /** Show the help instead. */
  public static final Flag HELP = Flag.of("Show this help", "-h", "--help");

  static final List<Option> ALL =
      List.of(DIRECTORY, COLOR, NO_COLOR, NO_INPUT, QUIET, VERBOSE, DEBUG, HELP);

  private GlobalOptions() {}
}
