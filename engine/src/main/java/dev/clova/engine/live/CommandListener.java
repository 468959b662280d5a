package dev.clova.engine.live;

/** Hears what commands print, from many threads. */
public interface CommandListener {

  /** Some output of a command, as it is; not safe to show. */
  void output(String target, byte[] piece);

  /** Some error output, as it is; not safe to show. */
  void errors(String target, byte[] piece);

  /** A command has ended. */
  void ended(CommandResult result);
}
