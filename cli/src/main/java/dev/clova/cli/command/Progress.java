package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.render.ApplyProgress;
import dev.clova.cli.render.Format;
import dev.clova.cli.render.JsonProgress;
import dev.clova.cli.render.PlainProgress;
import dev.clova.cli.render.TerminalProgress;
import dev.clova.state.ClovaVersion;
import java.time.Clock;

/** Which way of telling what goes on suits the line that was typed and the place it goes to. */
final class Progress {

  private Progress() {}

  /**
   * For a command that only looks: something moves on a terminal, and nothing is said elsewhere.
   */
  static ApplyProgress ofLook(Call call) {
    Console console = call.console();
    return console.animates() && FormatOptions.of(call) != Format.JSON
        ? terminal(console)
        : ApplyProgress.none();
  }

  /** For a command that changes something. */
  static ApplyProgress ofChange(Call call) {
    Console console = call.console();
    if (FormatOptions.of(call) == Format.JSON) {
      return JsonProgress.start(console::print, ClovaVersion.CURRENT, Clock.systemUTC());
    }
    if (call.has(GlobalOptions.QUIET)) {
      return ApplyProgress.none();
    }
    return console.animates() ? terminal(console) : plain(console);
  }

  /** A line for each thing that happened. */
  static ApplyProgress plain(Console console) {
    return PlainProgress.start(console::say, console.errPalette(), Clock.systemUTC());
  }

  private static ApplyProgress terminal(Console console) {
    return TerminalProgress.start(
        console::draw, console::columns, console.errPalette(), Clock.systemUTC());
  }
}
