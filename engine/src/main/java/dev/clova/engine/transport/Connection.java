package dev.clova.engine.transport;

/** An authenticated connection to one target. Two verbs: start a command, close. */
public interface Connection extends AutoCloseable {

  /**
   * Starts a command under the login shell of the target's user and gives its streams. The command
   * is a constant of the caller's and never holds data: any login shell may read it.
   *
   * @throws dev.clova.state.ClovaException if the target does not open a channel in time
   */
  RemoteProcess start(String command);

  /**
   * Who is logged in and by what means, for people: {@code `deploy` with `~/.ssh/id_ed25519`}.
   * Empty where nobody had to log in, or another program did it.
   */
  default String login() {
    return "";
  }

  /** Closes the connection and with it all its processes' streams. */
  @Override
  void close();
}
