package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ByteQueueTest {

  private final AtomicInteger taken = new AtomicInteger();
  private final ByteQueue queue = new ByteQueue(10, taken::addAndGet);
  private final InputStream source = queue.source();

  @Test
  void whatIsAddedIsReadInOrderAndThenItEnds() throws IOException {
    queue.add(new byte[] {1, 2, 3}, 1, 2);
    queue.add(new byte[] {4}, 0, 1);
    queue.end();
    queue.add(new byte[] {5}, 0, 1);
    assertEquals(3, source.available());
    assertArrayEquals(new byte[] {2, 3, 4}, source.readAllBytes());
    assertEquals(-1, source.read());
    assertEquals(3, taken.get());
  }

  @Test
  void whatDoesNotFitIsDropped() throws IOException {
    queue.addWhatFits(new byte[8], 0, 8);
    queue.addWhatFits(new byte[8], 0, 8);
    queue.end();
    assertEquals(10, source.readAllBytes().length);
  }

  @Test
  void aFullQueueMakesItsWriterWait() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> writer =
          threads.submit(
              () -> {
                try (OutputStream sink = queue.sink()) {
                  sink.write(new byte[25]);
                }
                return "done";
              });
      assertEquals(25, source.readAllBytes().length);
      assertEquals("done", writer.get());
    }
  }

  @Test
  void aReaderThatGivesUpFailsTheWriter() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      OutputStream sink = queue.sink();
      Future<?> writer =
          threads.submit(
              () -> {
                sink.write(new byte[25]);
                return "done";
              });
      assertEquals(0, source.read());
      source.close();
      ExecutionException failure = assertThrows(ExecutionException.class, writer::get);
      assertTrue(failure.getCause() instanceof IOException);
      assertThrows(IOException.class, source::read);
    }
  }

  @Test
  void anInterruptedReaderIsTold() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> reader =
          threads.submit(
              () -> {
                Thread.currentThread().interrupt();
                assertThrows(InterruptedIOException.class, source::read);
                return Thread.currentThread().isInterrupted();
              });
      assertTrue(reader.get());
    }
  }
}
