package dev.clova.engine.applying;

import dev.clova.engine.step.Rollout;
import dev.clova.engine.step.Work;
import dev.clova.state.Placement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far the rollouts of services are: whose turn it is, which have failed too often, and who is
 * to go back. For the one thread that decides.
 */
final class Rollouts {

  /** Whose turn it is. */
  enum Turn {
    NOW,
    /** Nothing but the pause is in the way. */
    PAUSE,
    LATER
  }

  private final SortedMap<Placement, Work> all;
  private final SortedMap<Placement, PlacementOutcome> outcomes;
  private final SortedMap<Placement, Optional<PlacementOutcome.Failed>> toReturn = new TreeMap<>();
  private final SortedMap<Placement, Optional<PlacementOutcome.Failed>> returning = new TreeMap<>();
  private final Map<String, Long> lastEnd = new HashMap<>();

  /**
   * @param all the work of the apply
   * @param outcomes what has ended; an entry is taken away while its placement goes back
   */
  Rollouts(SortedMap<Placement, Work> all, SortedMap<Placement, PlacementOutcome> outcomes) {
    this.all = all;
    this.outcomes = outcomes;
  }

  /** The batch of each service that has not ended; a service that has ended is missing. */
  Map<String, Integer> open() {
    Map<String, Integer> open = new HashMap<>();
    for (Work work : all.values()) {
      if (!outcomes.containsKey(work.placement())) {
        open.merge(work.placement().service(), work.batch(), Math::min);
      }
    }
    return open;
  }

  /**
   * Whether work that has not begun may begin, as far as its service's rollout goes.
   *
   * @param open as it is now
   */
  Turn turn(Work work, Map<String, Integer> open) {
    if (work.batch() == 0) {
      return Turn.NOW;
    }
    if (open.getOrDefault(work.placement().service(), work.batch()) < work.batch()) {
      return Turn.LATER;
    }
    Duration pause = work.rollout().pause();
    Long ended = lastEnd.get(work.placement().service());
    return ended != null && System.nanoTime() - ended < pause.toNanos() ? Turn.PAUSE : Turn.NOW;
  }

  /** How many placements of each service have failed. */
  Map<String, Integer> failures() {
    Map<String, Integer> failures = new HashMap<>();
    for (Placement placement : all.keySet()) {
      if (hasFailed(placement)) {
        failures.merge(placement.service(), 1, Integer::sum);
      }
    }
    return failures;
  }

  /** Whether too many placements of a work's service have failed. */
  static boolean isOver(Work work, Map<String, Integer> failures) {
    return work.rollout().isOver(failures.getOrDefault(work.placement().service(), 0));
  }

  /** Why work is not begun. */
  String why(Work work) {
    int allowed = work.rollout().maxFailures();
    return "the rollout of `%s` has ended, since %s: the version of before stays"
        .formatted(
            work.placement().service(),
            allowed == 0 ? "a placement failed" : "more than " + allowed + " placements failed");
  }

  private boolean hasFailed(Placement placement) {
    boolean isOnItsWay =
        Optional.ofNullable(toReturn.get(placement))
            .or(() -> Optional.ofNullable(returning.get(placement)))
            .flatMap(failure -> failure)
            .isPresent();
    PlacementOutcome outcome = outcomes.get(placement);
    return isOnItsWay
        || outcome instanceof PlacementOutcome.Failed
        || outcome instanceof PlacementOutcome.Unknown
        || (outcome instanceof PlacementOutcome.Returned(var cause)
            && !(cause instanceof PlacementOutcome.Cause.Others));
  }

  /** Takes note of how work ended: its own, or that which took it back. */
  void ended(Work work, BatchOutcome.Part part, boolean back) {
    Placement placement = work.placement();
    lastEnd.put(placement.service(), System.nanoTime());
    if (back) {
      Optional<PlacementOutcome.Failed> failure =
          Optional.ofNullable(returning.remove(placement)).flatMap(reason -> reason);
      outcomes.put(placement, returned(failure, part.outcome()));
    } else if (part.outcome() instanceof PlacementOutcome.Failed failed
        && part.record().isPresent()
        && work.back().isPresent()) {
      toReturn.put(placement, Optional.of(failed));
    } else {
      outcomes.put(placement, part.outcome());
    }
  }

  private static PlacementOutcome returned(
      Optional<PlacementOutcome.Failed> failure, PlacementOutcome back) {
    return switch (back) {
      case PlacementOutcome.Done _ ->
          new PlacementOutcome.Returned(
              failure
                  .<PlacementOutcome.Cause>map(PlacementOutcome.Cause.Failure::new)
                  .orElse(new PlacementOutcome.Cause.Others()));
      case PlacementOutcome.Failed failed ->
          failure.map(first -> notBack(first, failed.output())).orElse(failed);
      case PlacementOutcome.Unknown(String why) ->
          new PlacementOutcome.Unknown("on its way back to the version of before: " + why);
      case PlacementOutcome.Skipped _, PlacementOutcome.Returned _ -> back;
    };
  }

  /** Both failures in one: that of the change, and that of taking it back. */
  static PlacementOutcome.Failed notBack(PlacementOutcome.Failed first, String why) {
    return new PlacementOutcome.Failed(
        first.at(),
        first.verb(),
        first.command(),
        first.status(),
        first.output() + "\nand the version of before did not come back: " + why,
        first.log());
  }

  /** Where too many have failed and that is asked for, all that was changed goes back as well. */
  void takeBackWhatIsOver() {
    Map<String, Integer> failures = failures();
    for (Work work : all.values()) {
      boolean goesBack =
          work.rollout().onFailure() == Rollout.OnFailure.ROLLBACK && isOver(work, failures);
      if (goesBack
          && work.back().isPresent()
          && outcomes.get(work.placement()) instanceof PlacementOutcome.Done) {
        outcomes.remove(work.placement());
        toReturn.put(work.placement(), Optional.empty());
      }
    }
  }

  /** What is to be done for those that go back and have not begun to. */
  List<Work> toReturn() {
    List<Work> works = new ArrayList<>();
    toReturn
        .keySet()
        .forEach(
            placement -> Objects.requireNonNull(all.get(placement)).back().ifPresent(works::add));
    return works;
  }

  /** It has begun to. */
  void returning(Placement placement) {
    Optional<PlacementOutcome.Failed> failure = toReturn.remove(placement);
    returning.put(placement, failure == null ? Optional.empty() : failure);
  }
}
