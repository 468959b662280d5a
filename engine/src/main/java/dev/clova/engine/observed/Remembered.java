package dev.clova.engine.observed;

import dev.clova.engine.kind.TreeSight;
import dev.clova.engine.kind.TreeSight.Presence;
import dev.clova.state.Home;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Receipt;
import dev.clova.state.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the targets should have, by what this controller remembers of them: nobody is asked. */
public final class Remembered {

  private Remembered() {}

  /**
   * Every target as it is recorded.
   *
   * @param requests what would be asked, by target
   * @param cache the trees that were left there, as far as they are kept here
   */
  public static Observed of(Map<String, LookRequest> requests, RecordCache cache) {
    Map<String, TargetView> views = new TreeMap<>();
    requests.forEach((target, request) -> views.put(target, view(request, cache)));
    return Observed.of(views);
  }

  private static TargetView view(LookRequest request, RecordCache cache) {
    SortedMap<String, ServiceView> services = new TreeMap<>();
    for (Asked asked : request.services()) {
      services.put(
          asked.service(),
          asked.known().map(record -> view(record, request.workspaceId(), cache)).orElse(NOTHING));
    }
    String root =
        request.services().stream()
            .flatMap(asked -> asked.known().map(PlacementRecord::home).map(Home::root).stream())
            .findFirst()
            .orElse(request.root());
    return new TargetView.Reached(root, Facts.NONE, Optional.empty(), services, Set.of(), 0, false);
  }

  private static final ServiceView NOTHING =
      new ServiceView(
          Optional.empty(),
          Optional.empty(),
          false,
          TreeSight.NOTHING,
          new TreeMap<>(),
          ServiceView.Confirmation.NONE);

  private static ServiceView view(PlacementRecord record, String workspaceId, RecordCache cache) {
    Optional<Tree> tree =
        record.receipt().flatMap(cache::find).flatMap(RecordCache.Parts::readTree);
    TreeSight sight =
        new TreeSight(
            Presence.UNSEEN,
            tree,
            Optional.empty(),
            tree.isPresent(),
            new TreeMap<>(),
            Set.of(),
            new TreeMap<>());
    return new ServiceView(
        Optional.of(new Receipt(workspaceId, "", "", "", record)),
        Optional.of(record),
        false,
        sight,
        new TreeMap<>(),
        ServiceView.Confirmation.NONE);
  }
}
