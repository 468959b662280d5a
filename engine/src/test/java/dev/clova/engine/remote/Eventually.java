package dev.clova.engine.remote;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do. */
public final class Eventually {

  private Eventually() {}

  /** Looks again and again until it holds; fails if it does not hold in time. */
  public static void holds(Duration limit, BooleanSupplier condition, String what) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("not within " + limit + ": " + what);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }
}
