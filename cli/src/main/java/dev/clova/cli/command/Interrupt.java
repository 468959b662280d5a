package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C and its kind: the first begins nothing new and lets what runs come to its end, the second
 * gives up at once. A shutdown hook could not tell the first from the second, so the signals
 * themselves are watched.
 */
@SuppressWarnings("sunapi") // the only way that the JDK has to hear of a second signal
final class Interrupt implements AutoCloseable {

  private static final int GIVEN_UP = 130;

  private final AtomicInteger times = new AtomicInteger();
  private final sun.misc.SignalHandler before;
  private final Console console;

  private Interrupt(Console console) {
    this.console = console;
    this.before = sun.misc.Signal.handle(new sun.misc.Signal("INT"), signal -> asked());
    sun.misc.SignalHandler unused =
        sun.misc.Signal.handle(new sun.misc.Signal("TERM"), signal -> asked());
  }

  static Interrupt watch(Console console) {
    return new Interrupt(console);
  }

  /** Whether somebody wants this to end. */
  boolean isAskedFor() {
    return times.get() > 0;
  }

  private void asked() {
    if (times.incrementAndGet() == 1) {
      console.say(
          "Interrupted: nothing new is begun, what runs comes to its end. Once more gives up at once.");
    } else {
      Runtime.getRuntime().halt(GIVEN_UP);
    }
  }

  @Override
  public void close() {
    sun.misc.SignalHandler unused = sun.misc.Signal.handle(new sun.misc.Signal("INT"), before);
  }
}
