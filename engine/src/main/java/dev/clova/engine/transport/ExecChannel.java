package dev.clova.engine.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.common.channel.PtyChannelConfiguration;

/**
 * A channel for one command. What the command prints is handed over without being moved again; how
 * much may be on its way is the channel's window, which opens as the reader takes bytes. Error
 * output never closes the window.
 */
final class ExecChannel extends ChannelExec {

  private final ByteQueue printed = new ByteQueue(Integer.MAX_VALUE, this::release);
  private final ByteQueue complaints = new ByteQueue(RemoteProcess.ERROR_LIMIT_BYTES, count -> {});
  private final CompletableFuture<OptionalInt> ended = new CompletableFuture<>();

  /** A channel without a terminal. */
  ExecChannel(String command) {
    this(command, Optional.empty());
  }

  /** A channel with this terminal, if there is one. */
  ExecChannel(String command, Optional<PtyChannelConfiguration> terminal) {
    super(command, terminal.orElse(null), Map.of());
    setUsePty(terminal.isPresent());
    setOut(OutputStream.nullOutputStream());
    setErr(OutputStream.nullOutputStream());
    addCloseFutureListener(closed -> finish());
  }

  InputStream output() {
    return printed.source();
  }

  InputStream error() {
    return complaints.source();
  }

  /**
   * Completed when the command has ended or the channel is gone, with the status if there is one.
   */
  CompletableFuture<OptionalInt> ended() {
    return ended;
  }

  @Override
  protected void doWriteData(byte[] data, int offset, long length) {
    printed.add(data, offset, Math.toIntExact(length));
  }

  @Override
  protected void doWriteExtendedData(byte[] data, int offset, long length) throws IOException {
    complaints.addWhatFits(data, offset, Math.toIntExact(length));
    getLocalWindow().release(length);
  }

  @Override
  public void handleEof() throws IOException {
    super.handleEof();
    printed.end();
    complaints.end();
  }

  @Override
  protected void notifyStateChanged(String hint) {
    super.notifyStateChanged(hint);
    if (getExitStatus() != null) {
      ended.complete(OptionalInt.of(getExitStatus()));
    } else if (getExitSignal() != null) {
      ended.complete(OptionalInt.empty());
    }
  }

  private void finish() {
    printed.end();
    complaints.end();
    ended.complete(OptionalInt.empty());
  }

  private void release(int count) {
    if (!getLocalWindow().isOpen()) {
      return;
    }
    try {
      getLocalWindow().release(count);
    } catch (IOException e) {
      // The session is gone; its reader sees the end of the stream.
      close(true);
    }
  }
}
