package dev.clova.engine;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.desired.DesiredTarget;
import dev.clova.engine.remote.Sessions;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The way to a workspace's targets, for work that needs no plan: nothing of a service's files is
 * read.
 */
final class Reach implements AutoCloseable {

  private final Definitions definitions;
  private final Memory memory;
  private final SortedMap<String, DesiredTarget> targets;
  private final Sessions sessions;

  private Reach(
      Definitions definitions,
      Memory memory,
      SortedMap<String, DesiredTarget> targets,
      Sessions sessions) {
    this.definitions = definitions;
    this.memory = memory;
    this.targets = targets;
    this.sessions = sessions;
  }

  static Reach of(Site site, Definitions definitions) {
    Memory memory = Memory.of(site, definitions);
    SortedMap<String, DesiredTarget> targets = Ways.targets(site, definitions, memory.state());
    return new Reach(definitions, memory, targets, Ways.sessions(site, targets));
  }

  Definitions definitions() {
    return definitions;
  }

  Memory memory() {
    return memory;
  }

  Sessions sessions() {
    return sessions;
  }

  Versions versions() {
    return new Versions(definitions, targets, sessions);
  }

  String workspaceId() {
    return definitions.workspace().id();
  }

  /** Where services live on a target. */
  String root(String target) {
    DesiredTarget known = targets.get(target);
    if (known == null) {
      throw new IllegalArgumentException("no target " + target);
    }
    return known.root();
  }

  /** The placements that a selection is about, declared or recorded. */
  SortedSet<Placement> placements(Selection selection) {
    Predicate<Placement> selected = new Selector(definitions, memory.state()).predicate(selection);
    SortedSet<Placement> all = new TreeSet<>(definitions.placements());
    all.addAll(memory.state().placements().keySet());
    all.removeIf(selected.negate());
    if (all.isEmpty()) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.NO_MATCH,
              "`" + selection.text() + "` is placed on no target.",
              "`clova status` lists all placements."));
    }
    return all;
  }

  /** The targets that these patterns name; all that are defined for none. */
  SortedSet<String> targets(List<String> patterns) {
    Predicate<Placement> selected =
        new Selector(definitions, memory.state())
            .predicate(new Selection(List.of(), patterns, List.of()));
    SortedSet<String> names = new TreeSet<>(definitions.targets().keySet());
    names.removeIf(name -> !selected.test(new Placement("any", name)));
    if (names.isEmpty()) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.NO_MATCH,
              "There is no target to run this on.",
              "Targets are defined in `clova.toml`, `[targets.NAME]` each."));
    }
    return names;
  }

  @Override
  public void close() {
    sessions.close();
  }
}
