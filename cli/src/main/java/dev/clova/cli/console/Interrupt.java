package dev.clova.cli.console;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jline.utils.Signals;

/**
 * Ctrl-C and its kind: the first begins nothing new and lets what runs come to its end, the second
 * gives up at once. A shutdown hook could not tell the first from the second, so the signals
 * themselves are watched.
 */
public final class Interrupt implements AutoCloseable {

  private static final Map<String, ExitStatus> SIGNALS =
      Map.of("INT", ExitStatus.INTERRUPTED, "TERM", ExitStatus.TERMINATED);

  private final CompletableFuture<ExitStatus> first = new CompletableFuture<>();
  private final Map<String, Object> before = new HashMap<>();
  private final Console console;

  private Interrupt(Console console) {
    this.console = console;
    SIGNALS.forEach(
        (name, status) -> before.put(name, Signals.register(name, () -> asked(status))));
  }

  /** Watches from now until closed. */
  public static Interrupt watch(Console console) {
    return new Interrupt(console);
  }

  /** Whether somebody wants this to end. */
  public boolean isAskedFor() {
    return status().isPresent();
  }

  /** What a command ends with that was asked to end. */
  public Optional<ExitStatus> status() {
    return first.isDone() ? Optional.of(first.join()) : Optional.empty();
  }

  private void asked(ExitStatus status) {
    if (first.complete(status)) {
      console.say(
          "Interrupted: nothing new is begun, what runs comes to its end. Once more gives up at once.");
    } else {
      Runtime.getRuntime().halt(status.code());
    }
  }

  @Override
  public void close() {
    before.forEach(Signals::unregister);
  }
}
