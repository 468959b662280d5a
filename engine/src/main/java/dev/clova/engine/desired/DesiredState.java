package dev.clova.engine.desired;

import dev.clova.state.Placement;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What the definitions ask for.
 *
 * @param workspaceId the lineage
 * @param workspaceName for people
 * @param targets by name; those of the definitions, and those that only a record remembers
 * @param placements everything that is declared
 * @param services the names of all defined services, placed or not
 */
public record DesiredState(
    String workspaceId,
    String workspaceName,
    SortedMap<String, DesiredTarget> targets,
    SortedMap<Placement, DesiredPlacement> placements,
    SortedSet<String> services) {

  /** Copies what it is given. */
  public DesiredState {
    targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    placements = Collections.unmodifiableSortedMap(new TreeMap<>(placements));
  }
}
