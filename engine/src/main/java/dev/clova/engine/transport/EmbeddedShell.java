package dev.clova.engine.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** One command of an {@link EmbeddedServer}, run by {@code /bin/sh}. */
final class EmbeddedShell implements Command {

  private static final Duration AFTER_OUTPUT = Duration.ofHours(1);

  private final Path home;
  private final String command;
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();
  private OutputStream err = OutputStream.nullOutputStream();
  private ExitCallback exit = (status, message, immediately) -> {};
  private @Nullable LocalProcess process;

  EmbeddedShell(Path home, String command) {
    this.home = home;
    this.command = command;
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    err = stream;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    Map<String, String> variables =
        Map.of(
            "HOME",
            home.toString(),
            "USER",
            environment.getEnv().getOrDefault(Environment.ENV_USER, "user"),
            "SHELL",
            "/bin/sh",
            "PATH",
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    LocalProcess started = LocalProcess.shell(command, variables, home.toFile());
    process = started;
    Thread.ofVirtual().start(() -> copy(in, started.input(), true));
    Thread errors = Thread.ofVirtual().start(() -> copy(started.error(), err, false));
    Thread.ofVirtual()
        .start(
            () -> {
              copy(started.output(), out, false);
              join(errors);
              end(channel, started.exitStatus(AFTER_OUTPUT));
            });
  }

  /** As with any SSH server, a command whose client is gone loses its streams. */
  @Override
  public void destroy(ChannelSession channel) {
    LocalProcess started = process;
    if (started != null) {
      started.close();
    }
  }

  private static void copy(InputStream from, OutputStream to, boolean close) {
    byte[] piece = new byte[1 << 16];
    try {
      for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
        to.write(piece, 0, count);
        to.flush();
      }
      if (close) {
        to.close();
      }
    } catch (IOException e) {
      drain(from, close);
    }
  }

  /**
   * What a command no longer reads is still taken from the client, so that nothing stands still.
   */
  private static void drain(InputStream from, boolean input) {
    if (!input) {
      return;
    }
    try {
      from.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The client is gone, which is what this waited for.
      return;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(ChannelSession channel, OptionalInt status) {
    if (status.isPresent()) {
      exit.onExit(status.getAsInt());
      return;
    }
    try {
      Buffer buffer = channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
      buffer.putUInt(channel.getRecipient());
      buffer.putString("exit-signal");
      buffer.putBoolean(false);
      buffer.putString("KILL");
      buffer.putBoolean(false);
      buffer.putString("");
      buffer.putString("");
      channel.writePacket(buffer);
      channel.close(false);
    } catch (IOException e) {
      channel.close(true);
    }
  }
}
