package dev.clova.engine.remote;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The end of a session's error output, request by request. A session writes a request's token there
 * when the request ends, so that each gets its own, and so that all of it is there.
 */
final class ErrorTail {

  private static final int KEPT = 64 * 1024;

  /** What to do when a mark comes. */
  interface Marked {
    /** Takes what was written before the mark, made safe to show. */
    void accept(String text);
  }

  private static final class Due {

    private final byte[] mark;
    private final Marked then;

    Due(byte[] mark, Marked then) {
      this.mark = mark;
      this.then = then;
    }
  }

  private final Queue<Due> due = new ArrayDeque<>();
  private byte[] tail = new byte[0];
  private Consumer<byte[]> live = piece -> {};

  /** How much of the tail was passed on. */
  private int told;

  /** Calls back when this mark comes; marks come in the order in which they were named. */
  synchronized void when(byte[] mark, Marked then) {
    due.add(new Due(mark, then));
    settle();
  }

  /** Passes on, as it comes, what belongs to the requests. */
  synchronized void follow(Consumer<byte[]> listener) {
    live = listener;
    told = tail.length;
  }

  /** No longer waits for any mark. */
  synchronized void forget() {
    due.clear();
  }

  /** What came since the last mark, made safe to show. */
  synchronized String text() {
    return text(tail.length);
  }

  /** Reads to the end. */
  void readAll(InputStream in, Runnable activity) {
    byte[] piece = new byte[1024];
    try (in) {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        activity.run();
        add(piece, count);
      }
    } catch (IOException e) {
      // Nothing is decided by error output, so a broken one needs no more than its end.
      forget();
    }
  }

  /** Takes what came in another way than by {@link #readAll}. */
  synchronized void add(byte[] piece, int count) {
    byte[] longer = Arrays.copyOf(tail, tail.length + count);
    System.arraycopy(piece, 0, longer, tail.length, count);
    tail = longer;
    settle();
    pass(tail.length - begunMark());
    if (tail.length > 2 * KEPT) {
      int cut = tail.length - KEPT;
      tail = Arrays.copyOfRange(tail, cut, tail.length);
      told = Math.max(0, told - cut);
    }
  }

  private void pass(int end) {
    if (end > told) {
      live.accept(Arrays.copyOfRange(tail, told, end));
      told = end;
    }
  }

  /** How many bytes at the end may become a mark. */
  private int begunMark() {
    int longest = 0;
    for (Due next : due) {
      for (int length = Math.min(next.mark.length, tail.length); length > longest; length--) {
        if (Arrays.equals(tail, tail.length - length, tail.length, next.mark, 0, length)) {
          longest = length;
        }
      }
    }
    return longest;
  }

  private void settle() {
    for (boolean found = true; found; ) {
      found = false;
      int passed = 0;
      for (Due next : due) {
        passed++;
        int at = indexOf(next.mark);
        if (at >= 0) {
          take(passed, at, next);
          found = true;
          break;
        }
      }
    }
  }

  /** A mark has come; those before it never will, as when a transport has dropped them. */
  private void take(int passed, int at, Due next) {
    String text = text(at);
    pass(at);
    told = 0;
    tail = Arrays.copyOfRange(tail, at + next.mark.length, tail.length);
    for (int i = 0; i < passed; i++) {
      due.remove().then.accept(i < passed - 1 ? "" : text);
    }
  }

  private String text(int length) {
    return TargetText.lines(Arrays.copyOfRange(tail, Math.max(0, length - KEPT), length));
  }

  private int indexOf(byte[] mark) {
    for (int i = 0; i + mark.length <= tail.length; i++) {
      if (Arrays.equals(tail, i, i + mark.length, mark, 0, mark.length)) {
        return i;
      }
    }
    return -1;
  }
}
