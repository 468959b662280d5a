package dev.clova.engine.desired;

import dev.clova.state.Placement;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the definitions ask for.
 *
 * @param workspaceId the lineage
 * @param workspaceName for people
 * @param targets by name; those of the definitions, and those that only a record remembers
 * @param placements everything that is declared and that the command is about
 * @param declared every placement that is to be there, whether the command is about it or not
 * @param renames the names that services had before, by the names that they have
 * @param keeps how long copies stay that moves left behind, by service; others have no limit
 */
public record DesiredState(
    String workspaceId,
    String workspaceName,
    SortedMap<String, DesiredTarget> targets,
    SortedMap<Placement, DesiredPlacement> placements,
    SortedSet<Placement> declared,
    SortedMap<String, String> renames,
    SortedMap<String, Duration> keeps) {

  /** Copies what it is given. */
  public DesiredState {
    targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    placements = Collections.unmodifiableSortedMap(new TreeMap<>(placements));
    declared = Collections.unmodifiableSortedSet(new TreeSet<>(declared));
    renames = Collections.unmodifiableSortedMap(new TreeMap<>(renames));
    keeps = Collections.unmodifiableSortedMap(new TreeMap<>(keeps));
  }
}
