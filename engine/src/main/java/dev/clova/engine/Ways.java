package dev.clova.engine;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.desired.DesiredTarget;
import dev.clova.engine.desired.Targets;
import dev.clova.engine.remote.Sessions;
import dev.clova.engine.transport.Transport;
import dev.clova.state.PlacementRecord;
import dev.clova.state.State;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/** The ways to the targets of a workspace: those that are defined, and those only recorded. */
final class Ways {

  private Ways() {}

  /** Every target, by name; one that is no longer defined as its records remember it. */
  static SortedMap<String, DesiredTarget> targets(Site site, Definitions definitions, State state) {
    SortedMap<String, DesiredTarget> targets = Targets.of(definitions, site.home());
    for (PlacementRecord record : state.placements().values()) {
      targets.computeIfAbsent(record.placement().target(), name -> Targets.recalled(record));
    }
    return targets;
  }

  /** Sessions with these targets, none of which is open yet. */
  static Sessions sessions(Site site, Map<String, DesiredTarget> targets) {
    return sessions(site, site.transport(), targets);
  }

  /** The same over another transport. */
  static Sessions sessions(Site site, Transport transport, Map<String, DesiredTarget> targets) {
    return new Sessions(transport, of(site, targets), site.randomness(), site.parallel());
  }

  /** How these targets are reached. */
  static Map<String, Sessions.Way> of(Site site, Map<String, DesiredTarget> targets) {
    Map<String, Sessions.Way> ways = new HashMap<>();
    targets.forEach(
        (name, target) ->
            ways.put(
                name,
                new Sessions.Way(target.endpoint(), site.privilege().apply(target.become()))));
    return ways;
  }
}
