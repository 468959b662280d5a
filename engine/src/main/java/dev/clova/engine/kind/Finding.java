package dev.clova.engine.kind;

import dev.clova.engine.step.Step;
import dev.clova.state.Attributes;
import dev.clova.state.CannotTell;
import dev.clova.state.Drift;
import java.util.ArrayList;
import java.util.List;

/**
 * What a resource found out.
 *
 * @param steps what is to be done, in order; empty: nothing
 * @param cannotTell what could not be told, and why
 * @param drift what somebody changed on the target
 * @param unchanged how many declared things are as they should be
 * @param recorded what the receipt is to remember of this resource once the steps have succeeded
 * @param blocked nothing of the placement may be done before what could not be told is settled
 */
public record Finding(
    List<Step> steps,
    List<CannotTell> cannotTell,
    List<Drift> drift,
    int unchanged,
    Attributes recorded,
    boolean blocked) {

  /** Copies its lists. */
  public Finding {
    steps = List.copyOf(steps);
    cannotTell = List.copyOf(cannotTell);
    drift = List.copyOf(drift);
  }

  /** A finding that stands in nobody's way. */
  public Finding(
      List<Step> steps,
      List<CannotTell> cannotTell,
      List<Drift> drift,
      int unchanged,
      Attributes recorded) {
    this(steps, cannotTell, drift, unchanged, recorded, false);
  }

  /** Something must be settled on the target before anything of the placement is touched. */
  public static Finding blocked(CannotTell obstacle) {
    return new Finding(List.of(), List.of(obstacle), List.of(), 0, Attributes.none(), true);
  }

  /** Everything is as it should be. */
  public static Finding same(Attributes recorded) {
    return new Finding(List.of(), List.of(), List.of(), 1, recorded);
  }

  /** These steps are to be done. */
  public static Finding steps(List<Step> steps, Attributes recorded) {
    return new Finding(steps, List.of(), List.of(), 0, recorded);
  }

  /** The same, and something that could not be told. */
  public Finding with(CannotTell unknown) {
    List<CannotTell> all = new ArrayList<>(cannotTell);
    all.add(unknown);
    return new Finding(steps, all, drift, unchanged, recorded, blocked);
  }

  /** Nothing is declared here. */
  public static Finding none() {
    return new Finding(List.of(), List.of(), List.of(), 0, Attributes.none());
  }
}
