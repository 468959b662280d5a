package dev.clova.engine.planning;

import dev.clova.engine.step.Carry;
import dev.clova.engine.step.Rollout;
import dev.clova.engine.step.Step;
import dev.clova.engine.step.Work;
import dev.clova.state.CannotTell;
import dev.clova.state.Drift;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Problem;
import dev.clova.state.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one placement needs, put together from what its resources found out.
 *
 * @param down whether it goes down: stopped or removed
 * @param after the placements that it is declared to come after
 * @param behind those whose change comes before this one in any case
 */
record PlacementChange(
    Placement placement,
    String directory,
    List<Step> steps,
    List<CannotTell> cannotTell,
    List<Drift> drift,
    List<String> notes,
    List<Problem> blockers,
    int unchanged,
    boolean down,
    SortedSet<Placement> after,
    SortedSet<Placement> behind,
    Optional<PlacementRecord> record,
    Optional<Receipt> receipt,
    Optional<Carry> carry) {

  Work work(List<Step> ordered, SortedSet<Placement> waits) {
    return new Work(
        placement,
        directory,
        ordered,
        waits,
        record,
        carry,
        Rollout.AT_ONCE,
        0,
        Optional.empty(),
        Optional.empty());
  }

  /** The same with the data of the service coming from elsewhere, or with that in its way. */
  PlacementChange with(
      List<Step> moved,
      List<Problem> obstacles,
      Optional<PlacementRecord> home,
      Optional<Carry> from) {
    return new PlacementChange(
        placement,
        directory,
        moved,
        cannotTell,
        drift,
        notes,
        obstacles,
        unchanged,
        down,
        after,
        behind,
        home,
        receipt,
        from);
  }

  /** The same, and not before that has changed. */
  PlacementChange behind(Placement other) {
    SortedSet<Placement> more = new TreeSet<>(behind);
    more.add(other);
    return new PlacementChange(
        placement,
        directory,
        steps,
        cannotTell,
        drift,
        notes,
        blockers,
        unchanged,
        down,
        after,
        more,
        record,
        receipt,
        carry);
  }
}
