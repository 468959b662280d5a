package dev.clova.state;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the receipt of a placement says whose service has moved on: it is stopped, what could start
 * it again is taken away, and what it had is kept. It is no home of the service any more, whatever
 * happens to its host.
 *
 * @param to the target that the service went to
 * @param since when it was stopped here
 */
public record Away(String to, Instant since) {

  private static final String KIND = "move";

  /** What a record says; empty if its target is a home of the service. */
  public static Optional<Away> of(PlacementRecord record) {
    return record
        .resource(Address.of(record.placement(), KIND))
        .flatMap(a -> a.get("to").flatMap(to -> a.get("since").flatMap(since -> read(to, since))));
  }

  /** The record with this in it. */
  public PlacementRecord in(PlacementRecord record) {
    Map<Address, Attributes> resources = new TreeMap<>(record.resources());
    resources.put(
        Address.of(record.placement(), KIND),
        Attributes.of("to", to).with("since", since.toString()));
    return record.withResources(resources);
  }

  /** The record of a home. */
  public static PlacementRecord notIn(PlacementRecord record) {
    Map<Address, Attributes> resources = new TreeMap<>(record.resources());
    resources.remove(Address.of(record.placement(), KIND));
    return record.withResources(resources);
  }

  private static Optional<Away> read(String to, String since) {
    try {
      return Optional.of(new Away(to, Instant.parse(since)));
    } catch (DateTimeException e) {
      return Optional.of(new Away(to, Instant.EPOCH));
    }
  }
}
