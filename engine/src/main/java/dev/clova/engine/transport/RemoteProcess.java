package dev.clova.engine.transport;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;

/** A command that runs on a target, with its three streams. */
public interface RemoteProcess extends AutoCloseable {

  /** How many bytes of unread error output are kept; what comes on top of them is dropped. */
  int ERROR_LIMIT_BYTES = 1 << 20;

  /**
   * The command's standard input; flush to send. Closing it is the end of input. Writing waits
   * while the command does not read, and fails when it has ended.
   */
  OutputStream input();

  /**
   * The command's standard output. Reading ends with end of file when the command ends or the
   * connection is lost; which of the two, {@link #exitStatus} tells. A command whose output is not
   * read has to wait.
   */
  InputStream output();

  /**
   * The command's error output. It never makes the command wait: of what is not read, the first
   * {@link #ERROR_LIMIT_BYTES} are kept.
   */
  InputStream error();

  /**
   * Waits for the end of the command, at most so long.
   *
   * @return its exit status; empty if it has not ended, was ended by a signal, or the connection
   *     was lost
   */
  OptionalInt exitStatus(Duration limit);

  /**
   * Gives up the command's streams, also what was written and not yet sent; the command itself sees
   * the end of its input.
   */
  @Override
  void close();
}
