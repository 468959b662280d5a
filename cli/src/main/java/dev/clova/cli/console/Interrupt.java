package dev.clova.cli.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/**
 * Ctrl-C and its kind: the first begins nothing new and lets what runs come to its end, the second
 * gives up at once. A shutdown hook could not tell the first from the second, so the signals
 * themselves are watched.
 */
public final class Interrupt implements AutoCloseable {

  private static final int GIVEN_UP = 130;
  private static final List<String> SIGNALS = List.of("INT", "TERM");

  private final AtomicInteger times = new AtomicInteger();
  private final Map<String, Object> before = new HashMap<>();
  private final Console console;

  private Interrupt(Console console) {
    this.console = console;
    SIGNALS.forEach(name -> before.put(name, Signals.register(name, this::asked)));
  }

  /** Watches from now until closed. */
  public static Interrupt watch(Console console) {
    return new Interrupt(console);
  }

  /** Whether somebody wants this to end. */
  public boolean isAskedFor() {
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
    before.forEach(Signals::unregister);
  }
}
