package dev.clova.engine.observed;

import dev.clova.engine.kind.Resource;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Tree;
import java.util.List;
import java.util.Optional;

/**
 * What one target is asked about one service.
 *
 * @param service its name
 * @param resources what is to be looked at, in order
 * @param wanted the tree that it is to have; empty: it is to go
 * @param persist paths that are the running service's own, and are not looked into
 * @param known what this controller believes to be recorded there
 */
public record Asked(
    String service,
    List<Resource> resources,
    Optional<Tree> wanted,
    List<String> persist,
    Optional<PlacementRecord> known) {

  /** Copies its lists. */
  public Asked {
    resources = List.copyOf(resources);
    persist = List.copyOf(persist);
  }

  /** Nothing at all. */
  public static Asked nothing(String service) {
    return new Asked(service, List.of(), Optional.empty(), List.of(), Optional.empty());
  }

  /** The same, where more is known now. */
  Asked knowing(Optional<PlacementRecord> record) {
    return new Asked(service, resources, wanted, persist, record);
  }
}
