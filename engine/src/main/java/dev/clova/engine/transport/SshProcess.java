package dev.clova.engine.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A command on the other side of an SSH channel, with a terminal there or without. */
final class SshProcess implements TerminalProcess {

  private final ExecChannel channel;
  private final InputStream output;
  private final InputStream error;

  /** A channel that is open. */
  SshProcess(ExecChannel channel) {
    this.channel = channel;
    this.output = channel.output();
    this.error = channel.error();
  }

  @Override
  public OutputStream input() {
    return channel.getInvertedIn();
  }

  @Override
  public InputStream output() {
    return output;
  }

  @Override
  public InputStream error() {
    return error;
  }

  @Override
  public boolean resize(TerminalSize size) {
    try {
      channel.sendWindowChange(size.columns(), size.rows());
    } catch (IOException e) {
      // The session is gone; its reader sees the end of the stream.
      channel.close(true);
    }
    return true;
  }

  @Override
  public OptionalInt exitStatus(Duration limit) {
    try {
      return channel.ended().get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A channel's end never fails", e);
    }
  }

  @Override
  public void close() {
    try {
      // Whoever waits for room fails now; else closing would wait to send what is left.
      channel.getRemoteWindow().close();
      output.close();
      error.close();
    } catch (IOException e) {
      channel.close(true);
    }
    channel.close(false);
  }
}
