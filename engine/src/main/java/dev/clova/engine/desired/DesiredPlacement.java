package dev.clova.engine.desired;

import dev.clova.engine.kind.HealthCheck;
import dev.clova.engine.kind.Hooks;
import dev.clova.engine.kind.Resource;
import dev.clova.engine.runtime.RuntimeResource;
import dev.clova.engine.step.Rollout;
import dev.clova.engine.tree.LocalTree;
import dev.clova.state.Attributes;
import dev.clova.state.Digest;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Risk;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * What a service is to be on one target.
 *
 * @param placement service and target
 * @param source its files on this machine, as they are to be there
 * @param resources its declared things, in the order of the work
 * @param runtime the runtime's name
 * @param started what the runtime needs to know of it for stopping and removing
 * @param health what tells that it works
 * @param hooks its own commands around changes
 * @param persist paths below its directory that are its own once they are there
 * @param owner whose its files are; empty: the connecting user's
 * @param after placements that it waits for
 * @param speaksOf services whose whereabouts its texts tell
 * @param running whether it is declared to run; else it is stopped or absent
 * @param absent whether it is declared to be gone
 * @param isProtected whether removing it is refused
 * @param allowed risks that the definition itself takes
 * @param rollout how its changes go over its placements
 * @param earlier the mark of an earlier version that is wanted again; empty: it is the declared one
 * @param definition digest of all that the definition says of it, files included
 */
public record DesiredPlacement(
    Placement placement,
    LocalTree source,
    List<Resource> resources,
    String runtime,
    Attributes started,
    Optional<HealthCheck> health,
    Hooks hooks,
    List<String> persist,
    Optional<String> owner,
    SortedSet<Placement> after,
    SortedSet<String> speaksOf,
    boolean running,
    boolean absent,
    boolean isProtected,
    Set<Risk> allowed,
    Rollout rollout,
    Attributes earlier,
    Digest definition) {

  /** Copies its collections. */
  public DesiredPlacement {
    resources = List.copyOf(resources);
    persist = List.copyOf(persist);
    allowed = Set.copyOf(allowed);
  }

  /** The same where a service that is recorded so will have left by then. */
  public DesiredPlacement after(PlacementRecord left) {
    return new DesiredPlacement(
        placement,
        source,
        resources.stream()
            .map(
                resource ->
                    resource instanceof RuntimeResource runtime ? runtime.after(left) : resource)
            .toList(),
        runtime,
        started,
        health,
        hooks,
        persist,
        owner,
        after,
        speaksOf,
        running,
        absent,
        isProtected,
        allowed,
        rollout,
        earlier,
        definition);
  }
}
