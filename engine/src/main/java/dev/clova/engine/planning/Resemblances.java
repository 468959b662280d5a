package dev.clova.engine.planning;

import dev.clova.engine.desired.DesiredPlacement;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Tree;
import dev.clova.state.TreeEntry.FileEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Services that are no longer declared and new ones that look the same. Whether they are, only
 * people know: a plan that takes the one away and begins the other says so.
 */
final class Resemblances {

  private record Left(PlacementRecord record, Tree tree) {}

  private final SortedMap<Placement, Left> left = new TreeMap<>();
  private final SortedMap<Placement, DesiredPlacement> fresh = new TreeMap<>();

  /** A placement that the plan takes away, with the files that it has. */
  void leaves(PlacementRecord record, Tree tree) {
    left.put(record.placement(), new Left(record, tree));
  }

  /** A placement that has never been there. */
  void comes(DesiredPlacement wanted) {
    fresh.put(wanted.placement(), wanted);
  }

  /** What to say of them, once for two names. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    fresh.forEach(
        (placement, wanted) ->
            left.values().stream()
                .filter(old -> old.record().placement().target().equals(placement.target()))
                .filter(old -> isAlike(old, wanted))
                .map(old -> note(old.record().placement().service(), placement.service()))
                .filter(note -> !notes.contains(note))
                .forEach(notes::add));
    return notes;
  }

  /** They run the same way, and at least half of the files are the same. */
  private static boolean isAlike(Left old, DesiredPlacement wanted) {
    Tree tree = wanted.source().tree();
    long same =
        tree.entries().stream()
            .filter(FileEntry.class::isInstance)
            .filter(entry -> old.tree().find(entry.path()).filter(entry::equals).isPresent())
            .count();
    int all = Math.max(tree.files(), old.tree().files());
    return old.record().runtime().name().equals(wanted.runtime()) && same > 0 && 2 * same >= all;
  }

  private static String note(String old, String service) {
    return "`%2$s` looks like `%1$s` under another name. By this plan `%1$s` goes, its data stays where it is, and `%2$s` begins without it. If they are one service, put `renamed_from = \"%1$s\"` into the `service.clova.toml` of `%2$s`."
        .formatted(old, service);
  }
}
