package dev.clova.engine.transport;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;

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

  /**
   * Starts a command, a constant as well, with a terminal of its own on the target. Until somebody
   * there sets it otherwise, the terminal passes on every byte as it is and echoes none.
   *
   * @param type what kind of terminal draws what comes, such as {@code xterm-256color}
   * @param size how large it is, if that can be told: see {@link TerminalProcess#resize}
   * @throws dev.clova.state.ClovaException if the target gives none, or this connection cannot
   */
  default TerminalProcess startTerminal(String command, String type, TerminalSize size) {
    throw new ClovaException(
        Problem.of(
            ProblemCode.REFUSED,
            "There are no terminals over this connection.",
            "Leave `-t` out, or use `connection = \"ssh\"`."));
  }

  /** Closes the connection and with it all its processes' streams. */
  @Override
  void close();
}
