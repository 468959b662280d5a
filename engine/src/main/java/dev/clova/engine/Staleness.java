package dev.clova.engine;

import dev.clova.engine.Movement.Way;
import dev.clova.state.ApplyOutcome;
import dev.clova.state.ApplyRecord;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a plan still is what would be done. A plan file is a claim: what is carried out is
 * planned anew, and may be less than the claim, never something else.
 */
final class Staleness {

  private static final int SHOWN = 10;
  private static final String ANEW = "Nothing was changed. Make a new plan.";

  private Staleness() {}

  /**
   * What a saved plan allows of the plan of now: all that it touches, and nothing else.
   *
   * @param history what was applied, oldest first
   * @return a part of the plan of now, each action of which the saved plan holds
   * @throws ClovaException STALE, naming what moved
   */
  static Plan claimed(Plan claim, Plan now, List<ApplyRecord> history) {
    List<Movement> moved = new ArrayList<>();
    used(claim, history).ifPresent(moved::add);
    moved.addAll(PlanDifference.beyond(claim, now));
    Plan left = now.only(PlanDifference.placements(claim)::contains);
    if (moved.isEmpty() && left.isEmpty() && !claim.isEmpty()) {
      String text = "nothing that it says is left to do; it was applied, or the world came to it";
      moved.add(new Movement(Way.APPLIED, "", text));
    }
    if (!moved.isEmpty()) {
      throw stale(moved, ANEW);
    }
    return left;
  }

  /**
   * Refuses a plan that is not the one that was expected, and tells in what they differ.
   *
   * @throws ClovaException STALE
   */
  static void expected(Expectation expected, Plan now, List<ApplyRecord> history) {
    if (expected.id().equals(now.id())) {
      return;
    }
    String ids = "The plan is now %s, and %s was expected.".formatted(now.id(), expected.id());
    Optional<ApplyRecord> applied =
        history.stream().filter(it -> it.plan().equals(expected.id().text())).findFirst();
    List<Movement> moved = new ArrayList<>();
    applied.map(Staleness::used).ifPresent(moved::add);
    expected.plan().ifPresent(then -> moved.addAll(PlanDifference.between(then, now)));
    String told =
        moved.isEmpty()
            ? "What differs is not known here, for want of that plan: name its file with"
                + " `--expect FILE`. Look at the plan of today with `clova plan`."
            : "Nothing was changed. Look at the plan of today with `clova plan`.";
    throw new ClovaException(
        Problem.of(
            ProblemCode.STALE,
            moved.isEmpty() ? ids : ids + " What differs: " + sentence(moved),
            told));
  }

  /** What to say when nothing is known any more of all that a saved plan is about. */
  static ClovaException gone(Plan claim) {
    String text = "nothing is declared or recorded any more of `%s`".formatted(claim.scope());
    return stale(List.of(new Movement(Way.SELECTION, "", text)), ANEW);
  }

  /** What to say when the plan that was approved is not the one that is made now. */
  static ClovaException between(Plan approved, Plan now) {
    return stale(PlanDifference.between(approved, now), ANEW);
  }

  /** A plan is carried out once; what it touched since may have been applied otherwise. */
  private static Optional<Movement> used(Plan claim, List<ApplyRecord> history) {
    Set<Placement> touched = PlanDifference.placements(claim);
    return history.reversed().stream()
        .filter(apply -> apply.placements().stream().anyMatch(touched::contains))
        .findFirst()
        .filter(apply -> apply.plan().equals(claim.id().text()))
        .filter(apply -> apply.outcome() == ApplyOutcome.DONE)
        .map(Staleness::used);
  }

  private static Movement used(ApplyRecord apply) {
    return new Movement(
        Way.APPLIED,
        "",
        "%s was applied already, by %s, at %s".formatted(apply.plan(), apply.who(), apply.ended()));
  }

  private static ClovaException stale(List<Movement> moved, String hint) {
    return new ClovaException(
        Problem.of(
            ProblemCode.STALE,
            "Since the plan was made, something has moved: " + sentence(moved),
            hint));
  }

  private static String sentence(List<Movement> moved) {
    List<String> shown = moved.stream().limit(SHOWN).map(Movement::text).toList();
    String more = moved.size() > SHOWN ? "; and %d more".formatted(moved.size() - SHOWN) : "";
    return String.join("; ", shown) + more + ".";
  }
}
