package dev.clova.engine;

import dev.clova.engine.desired.DesiredTarget;
import dev.clova.engine.observed.Receipts;
import dev.clova.engine.remote.Sessions;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.Receipt;
import dev.clova.state.ReceiptReading;
import dev.clova.state.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes a state from the receipts on the targets, and from what was known of the others. */
final class Rebuilding {

  private final String workspaceId;
  private final List<String> notes;
  private final Set<Placement> backed = new HashSet<>();
  private final List<Placement> kept = new ArrayList<>();
  private final List<Placement> gone = new ArrayList<>();
  private State state;

  private Rebuilding(String workspaceId, State known, List<String> notes) {
    this.workspaceId = workspaceId;
    this.state = known;
    this.notes = new ArrayList<>(notes);
  }

  static Rebuilt of(
      Sessions sessions,
      SortedMap<String, DesiredTarget> targets,
      String workspaceId,
      State known,
      List<String> notes) {
    Map<String, Receipts> read = new ConcurrentHashMap<>();
    Map<String, Problem> lost = new ConcurrentHashMap<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (DesiredTarget target : targets.values()) {
        each.execute(
            () -> {
              try {
                read.put(
                    target.name(),
                    Receipts.on(sessions.open(target.name()), target.name(), target.root()));
              } catch (ClovaException e) {
                lost.put(target.name(), e.problems().getFirst());
              }
            });
      }
    }
    Rebuilding rebuilding = new Rebuilding(workspaceId, known, notes);
    new TreeMap<>(read).forEach(rebuilding::take);
    rebuilding.settle(known, lost);
    return new Rebuilt(
        rebuilding.state,
        rebuilding.backed.size(),
        rebuilding.kept,
        rebuilding.gone,
        rebuilding.notes,
        new TreeMap<>(lost));
  }

  private void take(String target, Receipts read) {
    for (Map.Entry<String, ReceiptReading> reading : read.readings().entrySet()) {
      Placement placement = new Placement(reading.getKey(), target);
      switch (Objects.requireNonNull(reading.getValue())) {
        case ReceiptReading.Sound sound -> take(placement, sound);
        case ReceiptReading.Damaged(String why) ->
            notes.add("The receipt of `%s` is damaged: %s.".formatted(placement, why));
        case ReceiptReading.Newer(int format) ->
            notes.add(
                "The receipt of `%s` has the format %d of a newer Clova."
                    .formatted(placement, format));
      }
    }
  }

  private void take(Placement placement, ReceiptReading.Sound sound) {
    Receipt receipt = sound.receipt();
    if (!receipt.workspaceId().equals(workspaceId)) {
      notes.add(
          "`%s` belongs to the workspace `%s`; it is not recorded here."
              .formatted(placement, receipt.workspaceName()));
    } else if (!receipt.record().placement().equals(placement)) {
      notes.add(
          "The receipt of `%s` calls it `%s`; it is recorded as `%s`."
              .formatted(placement, receipt.record().placement(), placement));
      record(placement, sound);
    } else {
      record(placement, sound);
    }
  }

  private void record(Placement placement, ReceiptReading.Sound sound) {
    state = state.with(sound.record().renamed(placement));
    backed.add(placement);
  }

  /** What was known of a target that was not reached is all there is to know of it. */
  private void settle(State known, Map<String, Problem> lost) {
    for (Placement placement : known.placements().keySet()) {
      if (lost.containsKey(placement.target())) {
        kept.add(placement);
      } else if (!backed.contains(placement)) {
        gone.add(placement);
        state = state.without(placement);
      }
    }
  }
}
