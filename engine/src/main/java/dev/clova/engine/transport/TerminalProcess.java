package dev.clova.engine.transport;

/**
 * A command that runs on a target with a terminal of its own there. All that it prints comes
 * through {@link #output}; {@link #error} stays empty.
 */
public interface TerminalProcess extends RemoteProcess {

  /**
   * Tells the terminal that it is of another size from now on.
   *
   * @return false if that is not to be told from here, and neither was the size at its start; a
   *     shell on the target can tell it
   */
  boolean resize(TerminalSize size);
}
