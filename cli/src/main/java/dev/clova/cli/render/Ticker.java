package dev.clova.cli.render;

import java.time.Duration;

/** Runs something again and again until it is closed. */
final class Ticker implements AutoCloseable {

  private final Thread thread;

  /** Begins at once; the first run is one interval from now. */
  Ticker(Duration every, Runnable tick) {
    this.thread = Thread.ofPlatform().daemon().name("progress").start(() -> run(every, tick));
  }

  private static void run(Duration every, Runnable tick) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(every);
      } catch (InterruptedException e) {
        return;
      }
      tick.run();
    }
  }

  /** Returns at once; a run that is under way may still end. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
