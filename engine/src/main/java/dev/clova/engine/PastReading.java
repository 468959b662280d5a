package dev.clova.engine;

import dev.clova.engine.observed.ReceiptsAlone;
import dev.clova.state.ApplyRecord;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Reads what was done: from the state, and from the targets' receipts. */
final class PastReading {

  private final Reach reach;

  PastReading(Reach reach) {
    this.reach = reach;
  }

  /**
   * The past of a selection.
   *
   * @param onTargets whether to ask the targets for their receipts
   */
  Past read(Selection selection, boolean onTargets) {
    List<ApplyRecord> applies = new ArrayList<>(reach.memory().state().history());
    Set<Placement> selected =
        selection.isAll() && !onTargets ? new TreeSet<>() : reach.placements(selection);
    if (!selection.isAll()) {
      applies.removeIf(apply -> apply.placements().stream().noneMatch(selected::contains));
    }
    Past past = new Past(applies.reversed(), new TreeMap<>(), List.of());
    return onTargets ? withReceipts(past, selected) : past;
  }

  /** The apply whose name begins so. */
  ApplyRecord find(String id) {
    List<ApplyRecord> found =
        reach.memory().state().history().stream()
            .filter(apply -> apply.id().startsWith(id))
            .toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new ClovaException(
        Problem.of(
            ProblemCode.NO_MATCH,
            found.isEmpty()
                ? "There is no apply `%s` in the history of this working directory.".formatted(id)
                : "`%s` is the beginning of several applies' names.".formatted(id),
            "`clova history` lists them."));
  }

  private Past withReceipts(Past past, Set<Placement> selected) {
    SortedMap<Placement, Receipt> receipts = new TreeMap<>();
    List<Problem> unreached = new ArrayList<>();
    Set<String> targets =
        selected.stream().map(Placement::target).collect(Collectors.toCollection(TreeSet::new));
    SortedMap<String, Future<SortedMap<String, Receipt>>> asked = new TreeMap<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      targets.forEach(target -> asked.put(target, each.submit(() -> ask(target))));
    }
    for (Map.Entry<String, Future<SortedMap<String, Receipt>>> one : asked.entrySet()) {
      String target = one.getKey();
      try {
        one.getValue()
            .get()
            .forEach(
                (service, receipt) -> {
                  Placement placement = new Placement(service, target);
                  if (selected.contains(placement)) {
                    receipts.put(placement, receipt);
                  }
                });
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof ClovaException refused)) {
          throw new IllegalStateException("asking " + target, e.getCause());
        }
        unreached.addAll(refused.problems());
      }
    }
    return new Past(past.applies(), receipts, unreached);
  }

  private SortedMap<String, Receipt> ask(String target) {
    return ReceiptsAlone.read(
        reach.sessions().open(target).shell(), target, reach.root(target), reach.workspaceId());
  }
}
