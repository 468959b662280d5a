package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;

/** The first word of commands that have two, typed alone: shows what may follow. */
record GroupCommand(String name) implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of("Commands that begin with `clova " + name + "`.");
  }

  @Override
  public ExitStatus run(Call call) {
    Console console = call.console();
    console.print(
        new HelpText(console.outPalette(), console.columns())
            .commands("Commands", Commands.group(name)));
    return ExitStatus.DONE;
  }
}
