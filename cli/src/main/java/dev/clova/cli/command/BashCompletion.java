package dev.clova.cli.command;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Completion for bash, and for zsh through its bash emulation, which the script turns on. */
final class BashCompletion {

  private BashCompletion() {}

  static String script() {
    CommandSpec root = CommandLineReader.specification("clova", new OverviewCommand().syntax());
    for (Commands.Entry entry : Commands.all()) {
      String[] words = entry.name().split(" ", 2);
      CommandSpec parent = words.length == 1 ? root : group(root, words[0]);
      String last = words[words.length - 1];
      parent.addSubcommand(last, CommandLineReader.specification(last, entry.command().syntax()));
    }
    return AutoComplete.bash("clova", new CommandLine(root)).stripTrailing();
  }

  private static CommandSpec group(CommandSpec root, String name) {
    CommandLine known = root.subcommands().get(name);
    if (known != null) {
      return known.getCommandSpec();
    }
    CommandSpec group = CommandLineReader.specification(name, new GroupCommand(name).syntax());
    root.addSubcommand(name, group);
    return group;
  }
}
