package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;

/** {@code clova help [COMMAND]}, and {@code --help} of every command. */
public final class HelpCommand implements Command {

  HelpCommand() {}

  @Override
  public Syntax syntax() {
    return Syntax.of("Show all commands, or the help of one.")
        .example("clova help", "all commands")
        .example("clova help plan", "the same as clova plan --help")
        .operands(new Operands("COMMAND", 0, 2, "The name of a command"));
  }

  @Override
  public ExitStatus run(Call call) {
    if (!call.operands().isEmpty()) {
      return show(Commands.choose(call.operands()), call.console());
    }
    list(call.console());
    call.console().print("`clova help COMMAND` tells more about one.");
    return ExitStatus.DONE;
  }

  /** Shows the help of a command; without one, also which there are. */
  public static ExitStatus show(Chosen chosen, Console console) {
    console.print(new HelpText(console.outPalette(), console.columns()).of(chosen));
    if (chosen.name().isEmpty()) {
      console.print("");
      list(console);
    }
    return ExitStatus.DONE;
  }

  private static void list(Console console) {
    HelpText help = new HelpText(console.outPalette(), console.columns());
    for (Section section : Section.values()) {
      console.print(help.commands(section.heading(), Commands.in(section)));
    }
  }
}
