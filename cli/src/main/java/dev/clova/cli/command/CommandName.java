package dev.clova.cli.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the command's name in a line, where global options may stand in front of it.
 *
 * @param words the words of the line that are no options, from the first one on
 * @param positions where each of them is in the line
 */
record CommandName(List<String> words, List<Integer> positions) {

  /** Looks through a line up to {@code --}. */
  static CommandName in(List<String> arguments) {
    List<String> words = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < arguments.size() && !arguments.get(i).equals("--"); i++) {
      String argument = arguments.get(i);
      if (takesTheNext(argument)) {
        i++;
      } else if (!argument.startsWith("-")) {
        words.add(argument);
        positions.add(i);
      }
    }
    return new CommandName(words, positions);
  }

  /** The line without the first so many words. */
  List<String> without(int count, List<String> arguments) {
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (!positions.subList(0, count).contains(i)) {
        rest.add(arguments.get(i));
      }
    }
    return rest;
  }

  /** Whether an argument is a global option, or ends in one, whose value is the next argument. */
  private static boolean takesTheNext(String argument) {
    return GlobalOptions.ALL.stream()
        .filter(Setting.class::isInstance)
        .flatMap(option -> option.names().stream())
        .anyMatch(
            name ->
                name.startsWith("--")
                    ? argument.equals(name)
                    : argument.matches("-[A-Za-z]*" + name.charAt(1)));
  }
}
