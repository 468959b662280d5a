package dev.clova.cli.command;

import java.util.List;

/**
 * The command that a line asks for.
 *
 * @param name as typed after {@code clova}: one word, or two such as {@code state list}; empty if
 *     there is none
 * @param command what does it
 * @param arguments the line without the name
 */
public record Chosen(String name, Command command, List<String> arguments) {

  /** Copies its arguments. */
  public Chosen {
    arguments = List.copyOf(arguments);
  }
}
