package dev.clova.engine.transport;

/**
 * A command that runs on a target with a terminal of its own there. All that it prints comes
 * through {@link #output}; {@link #error} stays empty.
 */
public interface TerminalProcess extends RemoteProcess {

  /** Tells the terminal that it is of another size from now on. */
  void resize(TerminalSize size);
}
