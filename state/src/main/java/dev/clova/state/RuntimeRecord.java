package dev.clova.state;

import java.util.List;
import java.util.Optional;

/**
 * How a placement runs, and what its running process was started with.
 *
 * @param name {@code compose}, {@code systemd}, {@code command} or {@code none}
 * @param attributes what stopping and removing need: project, units, stop command
 * @param persist paths that belong to the running service, relative to its directory, sorted
 * @param inputs digest of everything that the running process was started with; empty if it was not
 *     started by Clova
 * @param environment keyed fingerprint of its environment; empty if it has none
 */
public record RuntimeRecord(
    String name,
    Attributes attributes,
    List<String> persist,
    Optional<Digest> inputs,
    String environment) {

  /** Copies and sorts. */
  public RuntimeRecord {
    persist = persist.stream().sorted().distinct().toList();
  }

  /** Nothing runs. */
  public static RuntimeRecord none() {
    return new RuntimeRecord("none", Attributes.none(), List.of(), Optional.empty(), "");
  }
}
