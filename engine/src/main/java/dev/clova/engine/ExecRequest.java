package dev.clova.engine;

import dev.clova.engine.remote.Payload;
import java.util.List;
import java.util.Optional;

/**
 * A command to be run in a service.
 *
 * @param placement {@code SERVICE} or {@code SERVICE@TARGET}
 * @param container which service of the Compose project; empty: the only one, or the one that is
 *     called like the service
 * @param words a program and its arguments; a single one with spaces in it is shell text; none for
 *     a shell
 * @param input what it reads; empty: nothing
 */
public record ExecRequest(
    String placement,
    Optional<String> container,
    List<String> words,
    Optional<Payload.Content> input) {

  /** Copies its list. */
  public ExecRequest {
    words = List.copyOf(words);
  }
}
