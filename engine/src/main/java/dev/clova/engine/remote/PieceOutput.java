package dev.clova.engine.remote;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Sends a payload in pieces, each with its length before it. */
final class PieceOutput extends OutputStream {

  /** Also the size of the block that the target's {@code dd} takes for it. */
  private static final int PIECE = 1 << 20;

  /** What goes to the connection at once, and the piece of those that find no room for more. */
  private static final int SMALL = 64 * 1024;

  private static final int FIRST = 8 * 1024;

  /** Whole pieces that all targets have together: the rest has to do with small ones. */
  private static final Semaphore WHOLE = new Semaphore(24);

  /**
   * What is on its way to a target takes a fifth of a megabyte here, and there may be a thousand.
   */
  private static final Semaphore SENDING = new Semaphore(64);

  /** Targets that take nothing must not keep others waiting for ever. */
  private static final int MOST_SECONDS = 15;

  private final OutputStream out;
  private final BooleanSupplier needless;
  private final Runnable activity;
  private byte[] piece = new byte[FIRST];
  private int length;
  private long count;
  private boolean isWhole;
  private final boolean hasTurn;

  PieceOutput(OutputStream out, BooleanSupplier needless, Runnable activity) {
    this.out = out;
    this.needless = needless;
    this.activity = activity;
    this.hasTurn = awaitTurn();
  }

  /** Whether it has one of the turns; after a while it begins without. */
  private boolean awaitTurn() {
    try {
      for (int waited = 0; waited < MOST_SECONDS; waited++) {
        if (SENDING.tryAcquire(1, TimeUnit.SECONDS)) {
          return true;
        }
        activity.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** How many bytes were written here. */
  long count() {
    return count;
  }

  /** This, for one payload to write to: closing it means nothing. */
  OutputStream asPayload() {
    return new FilterOutputStream(this) {
      @Override
      public void write(byte[] bytes, int offset, int size) throws IOException {
        out.write(bytes, offset, size);
      }

      @Override
      public void close() {}
    };
  }

  /** Sends what is here at once, to a script that waits for it. */
  @Override
  public void flush() throws IOException {
    if (needless.getAsBoolean()) {
      throw new NotNeeded();
    }
    send();
    out.flush();
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int size) throws IOException {
    int from = offset;
    int left = size;
    while (left > 0) {
      if (length == piece.length) {
        grow();
      }
      int part = Math.min(left, piece.length - length);
      System.arraycopy(bytes, from, piece, length, part);
      length += part;
      from += part;
      left -= part;
    }
    count += size;
  }

  /** Forgets what has not been sent. */
  void drop() {
    length = 0;
  }

  /** Sends the rest and the end. */
  void finish() throws IOException {
    send();
    out.write(". 0\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** Small payloads are the most: the whole buffer is only had when it is used, and if it may. */
  private void grow() throws IOException {
    if (piece.length < SMALL) {
      piece = Arrays.copyOf(piece, SMALL);
    } else if (!isWhole && WHOLE.tryAcquire()) {
      isWhole = true;
      piece = Arrays.copyOf(piece, PIECE);
    } else {
      if (needless.getAsBoolean()) {
        throw new NotNeeded();
      }
      send();
    }
  }

  private void send() throws IOException {
    if (length == 0) {
      return;
    }
    out.write((length + " 1\n").getBytes(StandardCharsets.US_ASCII));
    for (int from = 0; from < length; from += SMALL) {
      out.write(piece, from, Math.min(SMALL, length - from));
      activity.run();
    }
    length = 0;
  }

  /** Gives its room and its turn to others, once. What was not sent is lost. */
  @Override
  public void close() {
    piece = new byte[0];
    length = 0;
    if (isWhole) {
      WHOLE.release();
    }
    if (hasTurn) {
      SENDING.release();
    }
  }

  /** Ends a payload that nobody reads. */
  static final class NotNeeded extends IOException {

    private static final long serialVersionUID = 1L;

    NotNeeded() {
      super("the script has ended");
    }
  }
}
