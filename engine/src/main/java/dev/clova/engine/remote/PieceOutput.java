package dev.clova.engine.remote;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** Sends a payload in pieces, each with its length before it. */
final class PieceOutput extends OutputStream {

  /** Also the size of the block that the target's {@code dd} takes for it. */
  private static final int PIECE = 1 << 20;

  private static final int FIRST = 64 * 1024;

  private final OutputStream out;
  private final BooleanSupplier needless;
  private final Runnable activity;
  private byte[] piece = new byte[FIRST];
  private int length;
  private long count;

  PieceOutput(OutputStream out, BooleanSupplier needless, Runnable activity) {
    this.out = out;
    this.needless = needless;
    this.activity = activity;
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

  /** Small payloads are the most: the whole buffer is only had when it is used. */
  private void grow() throws IOException {
    if (piece.length < PIECE) {
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
    for (int from = 0; from < length; from += FIRST) {
      out.write(piece, from, Math.min(FIRST, length - from));
      activity.run();
    }
    length = 0;
  }

  /** Ends a payload that nobody reads. */
  static final class NotNeeded extends IOException {

    private static final long serialVersionUID = 1L;

    NotNeeded() {
      super("the script has ended");
    }
  }
}
