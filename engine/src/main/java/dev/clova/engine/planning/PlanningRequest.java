package dev.clova.engine.planning;

import dev.clova.state.CannotTell;
import dev.clova.state.Guard;
import dev.clova.state.Placement;
import dev.clova.state.Risk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a plan is to be about, apart from the world.
 *
 * @param scope the selection as a person typed it; empty: everything
 * @param selected which placements it is about
 * @param intent what is wanted of them
 * @param purge removing takes persistent paths, too
 * @param adopt another workspace's receipt may be replaced
 * @param allowed risks that the person takes
 * @param hold what is said of the hold that stopping leaves
 * @param unknown targets that may have anything, for all that is recorded here
 * @param who user and host, for holds
 * @param now by the controller's clock, for records
 * @param cannotTell what is known beforehand not to be known
 * @param guards what the plan rests on beside the placements: the version, the rules
 */
public record PlanningRequest(
    String scope,
    Predicate<Placement> selected,
    Intent intent,
    boolean purge,
    boolean adopt,
    Set<Risk> allowed,
    HoldTerms hold,
    Set<String> unknown,
    String who,
    Instant now,
    List<CannotTell> cannotTell,
    Map<Guard, String> guards) {

  /** Copies its collections. */
  public PlanningRequest {
    unknown = Set.copyOf(unknown);
    cannotTell = List.copyOf(cannotTell);
    guards = Map.copyOf(guards);
  }
}
