package dev.clova.engine.transport;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sshd.common.channel.PtyChannelConfiguration;
import org.apache.sshd.common.channel.PtyMode;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;

/** A session with one target, logged in. */
final class SshConnection implements Connection {

  /** A terminal that is a pipe: what must be off for that is off, the rest is the server's. */
  private static final Map<PtyMode, Integer> UNTOUCHED =
      Stream.of(
              PtyMode.ECHO,
              PtyMode.ICANON,
              PtyMode.ISIG,
              PtyMode.IEXTEN,
              PtyMode.IXON,
              PtyMode.ICRNL,
              PtyMode.INLCR,
              PtyMode.IGNCR,
              PtyMode.ISTRIP,
              PtyMode.OPOST)
          .collect(Collectors.toUnmodifiableMap(mode -> mode, mode -> 0));

  private final StrictSession session;
  private final Route route;

  SshConnection(StrictSession session, Route route) {
    this.session = session;
    this.route = route;
  }

  @Override
  public RemoteProcess start(String command) {
    return open(new ExecChannel(command));
  }

  @Override
  public TerminalProcess startTerminal(String command, String type, TerminalSize size) {
    PtyChannelConfiguration terminal = new PtyChannelConfiguration();
    terminal.setPtyType(type);
    terminal.setPtyColumns(size.columns());
    terminal.setPtyLines(size.rows());
    terminal.setPtyModes(UNTOUCHED);
    return open(new ExecChannel(command, Optional.of(terminal)));
  }

  private SshProcess open(ExecChannel unregistered) {
    try {
      ExecChannel channel = session.register(unregistered);
      try {
        channel.open().verify(route.timeout());
      } catch (IOException e) {
        channel.close(true);
        throw e;
      }
      return new SshProcess(channel);
    } catch (SshChannelOpenException e) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.TARGET_ANSWER,
              route.described() + " allows no further command on this connection.",
              "Its SSH server limits the sessions of a connection (`MaxSessions` in sshd_config):"
                  + " Clova needs 4."),
          e);
    } catch (IOException | IllegalStateException e) { // the latter when the session is closed
      throw new ClovaException(notStarted(e), e);
    }
  }

  @Override
  public String login() {
    return Dial.of(session).login();
  }

  @Override
  public void close() {
    session.close(false);
  }

  private Problem notStarted(Exception e) {
    if (e instanceof InterruptedIOException) {
      Thread.currentThread().interrupt();
    }
    return session.isOpen()
        ? Problem.of(
            ProblemCode.UNREACHABLE,
            route.described()
                + " did not start a command within "
                + route.timeout().toSeconds()
                + " s.",
            "The machine may be overloaded or frozen. Look at it, then try again.")
        : Problem.of(
            ProblemCode.UNREACHABLE,
            "The connection to " + route.described() + " was lost.",
            "Check the network and the machine, then try again.");
  }
}
