package dev.clova.engine.applying;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Bytes from one target's answer to another one's input, a megabyte of them at most at a time: who
 * sends faster than the other takes has to wait, and so has the target that it reads from.
 */
final class Conduit {

  private static final int PIECE = 64 << 10;
  private static final int PIECES = 16;
  private static final byte[] END = new byte[0];

  private final ArrayBlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(PIECES);
  private final LongConsumer passed;
  private volatile boolean unwanted;

  /**
   * @param passed told of bytes that have gone through
   */
  Conduit(LongConsumer passed) {
    this.passed = passed;
  }

  /** Takes all of a stream; what nobody wants any more is left in it. */
  void fill(InputStream in) throws IOException {
    byte[] piece = in.readNBytes(PIECE);
    while (piece.length > 0 && put(piece)) {
      piece = in.readNBytes(PIECE);
    }
  }

  /** Nothing more comes; whether that was all of it, who sent it knows. */
  void end() {
    boolean unused = put(END);
  }

  /** Nobody takes any more. */
  void abandon() {
    unwanted = true;
    pieces.clear();
    boolean unused = pieces.offer(END);
  }

  /** What comes, up to its end. */
  InputStream input() {
    return new InputStream() {
      private byte[] piece = END;
      private int at;
      private boolean over;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
          return 0;
        }
        if (at == piece.length && !over) {
          piece = take();
          at = 0;
          over = piece.length == 0;
          passed.accept(piece.length);
        }
        if (over) {
          return -1;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, into, offset, count);
        at += count;
        return count;
      }
    };
  }

  private boolean put(byte[] piece) {
    byte[] own = piece.length == 0 ? END : Arrays.copyOf(piece, piece.length);
    try {
      while (!unwanted) {
        if (pieces.offer(own, 1, TimeUnit.SECONDS)) {
          return true;
        }
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private byte[] take() throws IOException {
    try {
      return pieces.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
