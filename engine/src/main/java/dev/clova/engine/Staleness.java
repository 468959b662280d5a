package dev.clova.engine;

import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether a plan still is what would be done. A plan file is a claim: what is carried out is
 * planned anew, and may be less than the claim, never something else.
 */
final class Staleness {

  private static final int SHOWN = 10;

  private Staleness() {}

  /**
   * Refuses a saved plan that the world or the definitions have left behind.
   *
   * @throws ClovaException STALE, naming what moved
   */
  static void check(Plan claim, Plan now) {
    List<String> moved = new ArrayList<>();
    if (!claim.workspaceId().equals(now.workspaceId())) {
      throw stale(List.of("it is a plan of another workspace"));
    }
    SortedSet<Placement> touched = new TreeSet<>();
    claim.actions().forEach(action -> touched.add(action.at().placement()));
    claim
        .guards()
        .forEach(
            (guard, digest) -> {
              String today = now.guards().get(guard);
              if (today != null && !today.equals(digest)) {
                moved.add("the " + guard.replace(':', ' ') + " has changed");
              }
            });
    int same = 0;
    for (PlannedAction action : now.actions()) {
      if (!touched.contains(action.at().placement())) {
        continue;
      }
      if (claim.action(action.at(), action.verb()).filter(action::sameStep).isPresent()) {
        same++;
      } else {
        moved.add(
            claim.action(action.at(), action.verb()).isPresent()
                ? "`%s` is not as it was seen".formatted(action.at())
                : "`%s %s` is needed now".formatted(action.verb().word(), action.at()));
      }
    }
    now.unreached().stream()
        .filter(lost -> touched.stream().anyMatch(p -> p.target().equals(lost.target())))
        .forEach(lost -> moved.add("`" + lost.target() + "` is not reached"));
    if (moved.isEmpty() && same == 0 && !claim.isEmpty()) {
      moved.add("nothing that it says is left to do; it was applied, or the world came to it");
    }
    if (!moved.isEmpty()) {
      throw stale(moved);
    }
  }

  /** What to say when the plan that was approved is not the one that is made now. */
  static ClovaException between(Plan approved, Plan now) {
    List<String> moved = new ArrayList<>();
    for (PlannedAction action : now.actions()) {
      if (approved.action(action.at(), action.verb()).filter(action::equals).isEmpty()) {
        moved.add("`%s %s` is new or not as it was".formatted(action.verb().word(), action.at()));
      }
    }
    for (PlannedAction action : approved.actions()) {
      if (now.action(action.at(), action.verb()).isEmpty()) {
        moved.add("`%s %s` is not needed any more".formatted(action.verb().word(), action.at()));
      }
    }
    return stale(moved.isEmpty() ? List.of("the definitions have changed") : moved);
  }

  private static ClovaException stale(List<String> moved) {
    List<String> shown = moved.subList(0, Math.min(SHOWN, moved.size()));
    String more = moved.size() > SHOWN ? "; and %d more".formatted(moved.size() - SHOWN) : "";
    return new ClovaException(
        Problem.of(
            ProblemCode.STALE,
            "Since the plan was made, something has moved: "
                + String.join("; ", shown)
                + Objects.requireNonNull(more)
                + ".",
            "Nothing was changed. Make a new plan."));
  }
}
