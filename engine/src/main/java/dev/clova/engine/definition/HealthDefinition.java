package dev.clova.engine.definition;

import dev.clova.state.SourcePosition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When a service counts as healthy; checked on its target after a start.
 *
 * @param check what is asked
 * @param interval the pause between two attempts
 * @param timeout how long it may take to become healthy
 * @param at the table's header
 */
public record HealthDefinition(
    Check check, Duration interval, Duration timeout, SourcePosition at) {

  /** What is asked. */
  public sealed interface Check {

    /**
     * A request with GET.
     *
     * @param expect the status that counts; empty: any from 200 to 399
     * @param contains what the answer must hold
     */
    record Http(TextAt url, OptionalInt expect, Optional<TextAt> contains) implements Check {}

    /** A connection to {@code host:port}. */
    record Tcp(TextAt address) implements Check {}

    /** A command in the service's directory; exit status 0 is healthy. */
    record Command(TextAt command) implements Check {}

    /** The check's texts. */
    default List<TextAt> texts() {
      return switch (this) {
        case Http http ->
            http.contains().isPresent()
                ? List.of(http.url(), http.contains().get())
                : List.of(http.url());
        case Tcp tcp -> List.of(tcp.address());
        case Command command -> List.of(command.command());
      };
    }
  }
}
