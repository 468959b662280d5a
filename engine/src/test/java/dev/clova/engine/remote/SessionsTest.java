package dev.clova.engine.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clova.engine.transport.Connection;
import dev.clova.engine.transport.Endpoint;
import dev.clova.engine.transport.RemoteProcess;
import dev.clova.engine.transport.Transport;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final CountDownLatch gate = new CountDownLatch(1);

  /** Nobody goes on before all have come. */
  private Optional<CyclicBarrier> ends = Optional.empty();

  @Test
  void whatIsExpectedIsConnectedToOnce() {
    gate.countDown();
    try (Sessions sessions = sessions()) {
      sessions.expect(List.of("a", "b"));
      Eventually.holds(SOON, () -> made.get() == 2, "both are connected to unasked");

      Session session = sessions.open("a");

      assertSame(session, sessions.open("a"));
      assertEquals(2, made.get());
    }
    Eventually.holds(SOON, () -> closed.get() == 2, "also the one that nobody opened is closed");
  }

  @Test
  void whatComesTooLateIsClosed() {
    Sessions sessions = sessions();
    sessions.expect(List.of("a"));
    sessions.close();

    gate.countDown();

    Eventually.holds(SOON, () -> closed.get() == 1, "it is closed when it is there");
  }

  @Test
  void whatIsNotReachedIsToldWhenItIsOpenedAndTriedAgain() {
    gate.countDown();
    try (Sessions sessions = sessions()) {
      sessions.expect(List.of("lost"));

      assertThrows(ClovaException.class, () -> sessions.open("lost"));
      assertThrows(ClovaException.class, () -> sessions.open("lost"));

      assertEquals(2, made.get());
    }
  }

  @Test
  void nothingThatIsClosedWaitsForTheOthers() {
    gate.countDown();
    Sessions sessions = sessions();
    Session a = sessions.open("a");
    Session b = sessions.open("b");
    assertNotSame(a, b);
    ends = Optional.of(new CyclicBarrier(2));

    sessions.close();

    assertEquals(2, closed.get());
  }

  private Sessions sessions() {
    return new Sessions(
        new Gated(), Map.of("a", way("a"), "b", way("b"), "lost", way("lost")), new Random(1), 2);
  }

  private static Sessions.Way way(String target) {
    return new Sessions.Way(
        new Endpoint(
            target,
            target,
            OptionalInt.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            Endpoint.Via.LOCAL,
            SOON),
        new Privilege.None());
  }

  /** This machine's shell, behind a gate. */
  private final class Gated implements Transport {

    @Override
    public Connection connect(Endpoint endpoint) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      made.incrementAndGet();
      if (endpoint.target().equals("lost")) {
        throw new ClovaException(Problem.of(ProblemCode.UNREACHABLE, "It is lost.", ""));
      }
      LocalConnection connection = LocalConnection.of("sh");
      return new Connection() {
        @Override
        public RemoteProcess start(String command) {
          return connection.start(command);
        }

        @Override
        public void close() {
          connection.close();
          try {
            if (ends.isPresent()) {
              ends.get().await(SOON.toSeconds(), TimeUnit.SECONDS);
            }
          } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
          }
          closed.incrementAndGet();
        }
      };
    }

    @Override
    public void close() {}
  }
}
