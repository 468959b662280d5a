package dev.clova.engine.transport;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;

/** A command that runs on a target, with its three streams. */
public interface RemoteProcess extends AutoCloseable {

  /** The command's standard input; flush to send. Closing it is the end of input. */
  OutputStream input();

  /**
   * The command's standard output. Reading ends with end of file when the command ends or the
   * connection is lost; which of the two, {@link #exitStatus} tells.
   */
  InputStream output();

  /** The command's error output, bounded by what the reader takes. */
  InputStream error();

  /**
   * Waits for the end of the command, at most so long.
   *
   * @return its exit status; empty if it has not ended, was ended by a signal, or the connection
   *     was lost
   */
  OptionalInt exitStatus(Duration limit);

  /** Gives up the command's streams; the command itself sees the end of its input. */
  @Override
  void close();
}
