package dev.clova.cli.command;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.List;

/** A command for somebody else that stands behind {@code --} on the line. */
final class CommandWords {

  private CommandWords() {}

  /** The words of a command that must be there. */
  static List<String> required(List<String> words, String name) {
    if (words.isEmpty()) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.USAGE,
              "`clova %s` needs a command to run.".formatted(name),
              "Put it behind `--`, such as `clova %s -- uptime`.".formatted(name)));
    }
    return words;
  }
}
