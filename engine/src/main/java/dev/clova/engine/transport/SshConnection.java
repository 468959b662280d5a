package dev.clova.engine.transport;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;

/** A session with one target, logged in. */
final class SshConnection implements Connection {

  private final StrictSession session;
  private final Route route;

  SshConnection(StrictSession session, Route route) {
    this.session = session;
    this.route = route;
  }

  @Override
  public RemoteProcess start(String command) {
    try {
      ExecChannel channel = session.exec(command);
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
