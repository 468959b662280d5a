package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.state.ClovaVersion;
import java.util.ArrayList;
import java.util.List;

/** {@code clova} alone: what it is, and the commands for every day. */
final class OverviewCommand implements Command {

  private static final Flag VERSION = Flag.of("The version of Clova", "-V", "--version");

  @Override
  public Syntax syntax() {
    return Syntax.of("Services on servers, from one directory under version control.")
        .example("clova init my-servers", "a working directory to start from")
        .example("clova plan", "what would change")
        .example("clova apply", "change it")
        .options(VERSION);
  }

  @Override
  public ExitStatus run(Call call) {
    Console console = call.console();
    if (call.has(VERSION)) {
      console.print(ClovaVersion.LINE);
      return ExitStatus.DONE;
    }
    HelpText help = new HelpText(console.outPalette(), console.columns());
    List<String> lines = new ArrayList<>();
    lines.add(syntax().purpose());
    lines.add("");
    lines.addAll(help.commands(Section.EVERYDAY.heading(), Commands.in(Section.EVERYDAY)));
    lines.add("`clova help` lists all commands, `clova COMMAND --help` tells more about one.");
    console.print(lines);
    return ExitStatus.DONE;
  }
}
