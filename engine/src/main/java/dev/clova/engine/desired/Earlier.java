package dev.clova.engine.desired;

import dev.clova.engine.tree.LocalTree;
import dev.clova.state.Attributes;
import dev.clova.state.PlacementRecord;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An earlier version of a placement, which is wanted in place of what the definition says.
 *
 * @param files as they were
 * @param env its environment by name, if one was declared; secret
 * @param own the {@code .env} of its own, if it had one; secret, and nobody's to change
 * @param record what was recorded of it
 */
public record Earlier(
    LocalTree files,
    Optional<SortedMap<String, String>> env,
    Optional<byte[]> own,
    PlacementRecord record) {

  /** The kind, in a record, of the mark that a version is an earlier one. */
  public static final String KIND = "version";

  /** Copies the environment. */
  public Earlier {
    env = env.map(values -> Collections.unmodifiableSortedMap(new TreeMap<>(values)));
  }

  /** What is recorded of it once it is back: when it was applied, and by which plan. */
  public Attributes mark() {
    return mark(record);
  }

  /** The mark of a version with this record. */
  public static Attributes mark(PlacementRecord record) {
    return Attributes.of("applied", record.applied().truncatedTo(ChronoUnit.SECONDS).toString())
        .with("plan", record.plan());
  }

  /** Names only; the values are nobody's business. */
  @Override
  public String toString() {
    return record.placement() + " as of generation " + record.generation();
  }
}
