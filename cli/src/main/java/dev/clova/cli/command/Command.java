package dev.clova.cli.command;

import dev.clova.cli.console.Exit;

/**
 * One command: what may be typed after its name, and what it does. Has no state of its own; a new
 * one is a class like this and a line in {@link Commands}.
 */
public interface Command {

  /** What may be typed. Its options are constants, so that {@link #run} can ask for them. */
  Syntax syntax();

  /**
   * Does what was asked for.
   *
   * @throws dev.clova.state.ClovaException with all that is wrong; the caller shows it and derives
   *     the exit status
   */
  Exit run(Call call);
}
