package dev.clova.engine.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Cuts a session's output into frames. A frame begins where the token that is due stands at the
 * beginning of a line; a body may hold anything else, also the tokens of others. A frame of kind
 * {@code beat} only says that work goes on: it may come in the middle of a body and is cut out of
 * it.
 *
 * <p>Not for use by several threads.
 */
final class FrameReader {

  /** How much may come that belongs to no frame. */
  static final long NOISE_LIMIT = 1 << 20;

  private static final int HEAD_LIMIT = 8192;

  private final InputStream in;
  private final Runnable activity;

  /** A thousand targets have two of these each, and most of them have little to say. */
  private static final int LEAST = 2 * 1024;

  private static final int MOST = 32 * 1024;

  /** What was read: {@code [start, stop)} is known to be body, up to {@code end} not yet. */
  private byte[] buffer = new byte[LEAST];

  private int start;
  private int stop;
  private int end;
  private byte[] mark = new byte[0];
  private Reply.Reason excess = Reply.Reason.NOISE;
  private long allowance;
  private List<String> head = List.of();
  private boolean atHead;

  /**
   * @param in the session's output
   * @param activity told whenever bytes have come
   */
  FrameReader(InputStream in, Runnable activity) {
    this.in = in;
    this.activity = activity;
  }

  /** Waits for the next frame with this token; what comes before it is noise. */
  Frame first(Token token) throws IOException {
    mark = token.frameMark();
    atHead = false;
    stop = start;
    allow(NOISE_LIMIT, Reply.Reason.NOISE);
    return next();
  }

  /** From here on, so many bytes may come in bodies. */
  void allow(long bytes, Reply.Reason otherwise) {
    allowance = bytes;
    excess = otherwise;
  }

  /** Skips what is left of a body and gives the head of the frame after it. */
  Frame next() throws IOException {
    while (!atHead) {
      int unused = take(buffer.length, Taker.NONE);
    }
    atHead = false;
    return new Frame(head.getFirst(), head.subList(1, head.size()));
  }

  /** The body of the frame whose head was given last. */
  InputStream body() {
    return new Body();
  }

  /** All that comes from here on, as it comes; nothing more is cut into frames. */
  InputStream rest() {
    return new SequenceInputStream(new ByteArrayInputStream(buffer, start, end - start), in);
  }

  /** Takes bytes of the body; -1 at its end. */
  private int take(int limit, Taker taker) throws IOException {
    while (!atHead) {
      if (stop == start) {
        if (start == end) {
          fill();
        }
        stop = bodyEnd();
      }
      if (stop > start) {
        int length = Math.min(limit, stop - start);
        spend(length);
        taker.take(buffer, start, length);
        start += length;
        return length;
      }
      if (end - start < mark.length) {
        fill();
      } else {
        start += mark.length;
        readHead();
        stop = start;
      }
    }
    return -1;
  }

  /** Where the body ends in the buffer, as far as can be said: at a mark or what may become one. */
  private int bodyEnd() {
    for (int i = start; i < end; i++) {
      if (buffer[i] == '\n') {
        int seen = Math.min(mark.length, end - i);
        if (Arrays.equals(buffer, i, i + seen, mark, 0, seen)) {
          return i;
        }
      }
    }
    return end;
  }

  private void readHead() throws IOException {
    int from = start;
    while (true) {
      for (int i = from; i < end; i++) {
        if (buffer[i] == '\n') {
          String line = new String(buffer, start, i - start, StandardCharsets.UTF_8);
          start = i + 1;
          List<String> words = words(line);
          if (!words.getFirst().equals("beat")) {
            head = words;
            atHead = true;
          }
          return;
        }
      }
      int read = end - start;
      if (read > HEAD_LIMIT) {
        throw new AnswerBroken(Reply.Reason.TOO_MUCH);
      }
      fill();
      from = start + read;
    }
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>(Arrays.asList(line.split(" ", -1)));
    words.removeIf(Predicate.isEqual(""));
    return words.isEmpty() ? List.of("") : words;
  }

  private void spend(int bytes) throws IOException {
    allowance -= bytes;
    if (allowance < 0) {
      throw new AnswerBroken(excess);
    }
  }

  /** Adds at least one byte to the buffer, which keeps what is unread in it. */
  private void fill() throws IOException {
    if (end == buffer.length && buffer.length < MOST) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    if (start == end) {
      start = 0;
      stop = 0;
      end = 0;
    } else if (end == buffer.length) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
      stop = 0;
    }
    int count = in.read(buffer, end, buffer.length - end);
    if (count < 0) {
      throw new AnswerBroken(Reply.Reason.LOST);
    }
    end += count;
    activity.run();
  }

  private interface Taker {
    Taker NONE = (from, offset, length) -> {};

    void take(byte[] from, int offset, int length);
  }

  /** Ends with its frame; a body that was given up is at its end. */
  final class Body extends InputStream {

    private final byte[] one = new byte[1];

    @Override
    public int read() throws IOException {
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      return take(length, (from, at, count) -> System.arraycopy(from, at, into, offset, count));
    }

    /**
     * Whether a line end has come that is not given out yet, since it may belong to the next frame:
     * in either case the line before it is over.
     */
    boolean isAtLineEnd() {
      return stop == start && start < end && buffer[start] == '\n';
    }
  }
}
