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
 * @param to where the service went to; under another name if it was renamed
 * @param since when it was stopped here
 */
public record Away(Placement to, Instant since) {

  private static final String KIND = "move";

  /** What a record says; empty if its target is a home of the service. */
  public static Optional<Away> of(PlacementRecord record) {
    return record
        .resource(Address.of(record.placement(), KIND))
        .flatMap(
            a ->
                a.get("to")
                    .flatMap(
                        to -> a.get("since").flatMap(since -> read(to(a, to, record), since))));
  }

  private static Placement to(Attributes all, String target, PlacementRecord record) {
    return new Placement(all.get("service").orElse(record.placement().service()), target);
  }

  /** Whether the service has another name where it went to. */
  public boolean isRename(Placement from) {
    return !to.service().equals(from.service());
  }

  /** Whether it stayed on its target, so that its data is there under the other name. */
  public boolean isInPlace(Placement from) {
    return to.target().equals(from.target());
  }

  /** The record with this in it. */
  public PlacementRecord in(PlacementRecord record) {
    Map<Address, Attributes> resources = new TreeMap<>(record.resources());
    Attributes all = Attributes.of("to", to.target()).with("since", since.toString());
    resources.put(
        Address.of(record.placement(), KIND),
        isRename(record.placement()) ? all.with("service", to.service()) : all);
    return record.withResources(resources);
  }

  /** The record of a home. */
  public static PlacementRecord notIn(PlacementRecord record) {
    Map<Address, Attributes> resources = new TreeMap<>(record.resources());
    resources.remove(Address.of(record.placement(), KIND));
    return record.withResources(resources);
  }

  private static Optional<Away> read(Placement to, String since) {
    try {
      return Optional.of(new Away(to, Instant.parse(since)));
    } catch (DateTimeException e) {
      return Optional.of(new Away(to, Instant.EPOCH));
    }
  }
}
