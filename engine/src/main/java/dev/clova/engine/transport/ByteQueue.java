package dev.clova.engine.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * Bytes on their way from one thread to another, in chunks, so that taking some never moves the
 * rest. The two ends are {@link #source} and, for a writer that may wait, {@link #sink}; writers
 * that must not wait (a network thread) use {@link #add}, bounded by their protocol, or {@link
 * #addWhatFits}. Safe for any number of threads.
 */
final class ByteQueue {

  private static final int SMALLEST_CHUNK = 4096;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
  private final int capacityBytes;
  private final IntConsumer taken;

  private int sizeBytes;
  private boolean ended;
  private boolean abandoned;

  /**
   * An empty queue.
   *
   * @param capacityBytes how much it holds before a writer has to wait or bytes are dropped
   * @param taken told the number of bytes each time a reader took some, outside of any lock
   */
  ByteQueue(int capacityBytes, IntConsumer taken) {
    this.capacityBytes = capacityBytes;
    this.taken = taken;
  }

  /** Adds bytes without waiting and without a bound. Ignored when nobody will read them. */
  void add(byte[] bytes, int offset, int length) {
    lock.lock();
    try {
      if (!ended && !abandoned) {
        append(bytes, offset, length);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Adds as many of the bytes as there is room for and drops the rest. */
  void addWhatFits(byte[] bytes, int offset, int length) {
    lock.lock();
    try {
      if (!ended && !abandoned) {
        append(bytes, offset, Math.min(length, capacityBytes - sizeBytes));
      }
    } finally {
      lock.unlock();
    }
  }

  /** No more bytes will come: readers take what is left and then see the end. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nobody will read any more: what is here is dropped, and waiting writers fail. */
  void abandon() {
    lock.lock();
    try {
      abandoned = true;
      chunks.clear();
      sizeBytes = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The reading end. Closing it abandons the queue. */
  InputStream source() {
    return new Source();
  }

  /** The writing end, which waits for room. Closing it ends the queue. */
  OutputStream sink() {
    return new Sink();
  }

  private void append(byte[] bytes, int offset, int length) {
    int done = 0;
    Chunk last = chunks.peekLast();
    if (last != null) {
      done = last.append(bytes, offset, length);
    }
    if (done < length) {
      Chunk fresh = new Chunk(Math.max(length - done, SMALLEST_CHUNK));
      fresh.append(bytes, offset + done, length - done);
      chunks.addLast(fresh);
    }
    sizeBytes += length;
    changed.signalAll();
  }

  private int take(byte[] bytes, int offset, int length) throws IOException {
    lock.lock();
    try {
      while (sizeBytes == 0) {
        if (abandoned) {
          throw new IOException("The stream is closed");
        }
        if (ended) {
          return -1;
        }
        changed.await();
      }
      return remove(bytes, offset, length);
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      lock.unlock();
    }
  }

  private int remove(byte[] bytes, int offset, int length) {
    int done = 0;
    while (done < length && sizeBytes > 0) {
      Chunk first = chunks.getFirst();
      int count = first.remove(bytes, offset + done, length - done);
      if (first.isSpent()) {
        chunks.removeFirst();
      }
      done += count;
      sizeBytes -= count;
    }
    changed.signalAll();
    return done;
  }

  private int addSome(byte[] bytes, int offset, int length) throws IOException {
    lock.lock();
    try {
      while (sizeBytes >= capacityBytes && !abandoned && !ended) {
        changed.await();
      }
      if (abandoned || ended) {
        throw new IOException("The other end is closed");
      }
      int count = Math.min(length, capacityBytes - sizeBytes);
      append(bytes, offset, count);
      return count;
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      lock.unlock();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("Interrupted");
  }

  private final class Source extends InputStream {

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int count = take(bytes, offset, length);
      if (count > 0) {
        taken.accept(count);
      }
      return count;
    }

    @Override
    public int available() {
      lock.lock();
      try {
        return sizeBytes;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      abandon();
    }
  }

  private final class Sink extends OutputStream {

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int done = 0;
      while (done < length) {
        done += addSome(bytes, offset + done, length - done);
      }
    }

    @Override
    public void close() {
      end();
    }
  }

  /** Bytes in one array, added at its tail and removed at its head. */
  private static final class Chunk {

    private final byte[] bytes;
    private int head;
    private int tail;

    private Chunk(int capacity) {
      bytes = new byte[capacity];
    }

    private int append(byte[] from, int offset, int length) {
      int count = Math.min(length, bytes.length - tail);
      System.arraycopy(from, offset, bytes, tail, count);
      tail += count;
      return count;
    }

    private int remove(byte[] to, int offset, int length) {
      int count = Math.min(length, tail - head);
      System.arraycopy(bytes, head, to, offset, count);
      head += count;
      return count;
    }

    private boolean isSpent() {
      return head == tail;
    }
  }
}
