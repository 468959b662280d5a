package dev.clova.engine;

import dev.clova.engine.desired.DesiredTarget;
import dev.clova.engine.transport.Endpoint;
import dev.clova.state.Attributes;
import dev.clova.state.Home;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.State;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Targets that have another name than when something was recorded of them. Without them the old
 * name would be a target that is no longer declared, and what it has would be taken away from under
 * the new one.
 *
 * @param declared every defined target, by name
 */
record RenamedTargets(SortedMap<String, DesiredTarget> declared) {

  /** The state with what is recorded of an old name under the new one. */
  State follow(State state) {
    State followed = state;
    for (PlacementRecord record : state.placements().values()) {
      Optional<Placement> now = now(record, state);
      if (now.isPresent()) {
        followed = followed.without(record.placement()).with(record.renamed(now.get()));
      }
    }
    return followed;
  }

  /** What is to be told of it, one sentence for each name. */
  SortedSet<String> notes(State state) {
    SortedSet<String> notes = new TreeSet<>();
    for (PlacementRecord record : state.placements().values()) {
      now(record, state)
          .ifPresent(
              other ->
                  notes.add(
                      "`%s` is the target that was called `%s`: what is recorded goes with it."
                          .formatted(other.target(), record.placement().target())));
    }
    return notes;
  }

  private Optional<Placement> now(PlacementRecord record, State state) {
    if (declared.containsKey(record.placement().target())) {
      return Optional.empty();
    }
    return declared.values().stream()
        .filter(target -> isSamePlace(target, record.home()))
        .map(target -> new Placement(record.placement().service(), target.name()))
        .findFirst()
        .filter(other -> state.placement(other).isEmpty());
  }

  private static boolean isSamePlace(DesiredTarget target, Home home) {
    return isSameRoot(target.root(), home.root())
        && (isLocal(target.connection())
            ? isLocal(home.connection())
            : !isLocal(home.connection())
                && target.connection().get("host").equals(home.connection().get("host"))
                && target.connection().get("port").equals(home.connection().get("port")));
  }

  /** A root below the home is recorded as the absolute path that it turned out to be. */
  private static boolean isSameRoot(String defined, String recorded) {
    return defined.startsWith("~/")
        ? recorded.endsWith(defined.substring(1))
        : defined.equals(recorded);
  }

  private static boolean isLocal(Attributes connection) {
    return connection.get("connection").equals(Optional.of(Endpoint.Via.LOCAL.name()));
  }
}
