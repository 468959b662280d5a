package dev.clova.cli.command;

import java.util.List;
import java.util.stream.Stream;

/**
 * What may stand on a command's line, and what its help says.
 *
 * @param purpose a sentence or two: what the command is for
 * @param examples what people type most; the help begins with them
 * @param options besides the {@link GlobalOptions}
 * @param operands what may be typed without dashes
 */
public record Syntax(
    String purpose, List<Example> examples, List<Option> options, Operands operands) {

  /** Copies its lists. */
  public Syntax {
    examples = List.copyOf(examples);
    options = List.copyOf(options);
  }

  /**
   * A line to type.
   *
   * @param line with {@code clova} in front
   * @param meaning what it does, in a few words
   */
  public record Example(String line, String meaning) {}

  /** A command that takes nothing, so far. */
  public static Syntax of(String purpose) {
    return new Syntax(purpose, List.of(), List.of(), Operands.NONE);
  }

  /** With one more example. */
  public Syntax example(String line, String meaning) {
    return new Syntax(purpose, with(examples, new Example(line, meaning)), options, operands);
  }

  /** With more options, shown in the order of the calls. */
  public Syntax options(Option... more) {
    return options(List.of(more));
  }

  /** With a group of options that several commands share. */
  public Syntax options(List<? extends Option> more) {
    List<Option> all = Stream.<Option>concat(options.stream(), more.stream()).toList();
    return new Syntax(purpose, examples, all, operands);
  }

  /** With operands. */
  public Syntax operands(Operands operands) {
    return new Syntax(purpose, examples, options, operands);
  }

  /** Its own options, then those of every command. */
  List<Option> everyOption() {
    return Stream.<Option>concat(options.stream(), GlobalOptions.ALL.stream()).toList();
  }

  private static List<Example> with(List<Example> examples, Example one) {
    return Stream.concat(examples.stream(), Stream.of(one)).toList();
  }
}
