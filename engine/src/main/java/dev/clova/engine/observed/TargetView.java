package dev.clova.engine.observed;

import dev.clova.state.Problem;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one target gave back when it was looked at. */
public sealed interface TargetView {

  /**
   * It answered.
   *
   * @param root the absolute folder under which services live
   * @param facts what it is and has
   * @param vitals how it is at this moment, if that was asked
   * @param services by name: those that are declared, recorded, or claimed by a receipt
   * @param carried services whose data was on its way here, and may have come
   * @param trips how many round trips the look took, connection apart
   * @param onlyLooked whether the key that it was looked at with can do nothing else
   */
  record Reached(
      String root,
      Facts facts,
      Optional<Vitals> vitals,
      SortedMap<String, ServiceView> services,
      Set<String> carried,
      int trips,
      boolean onlyLooked)
      implements TargetView {

    /** Copies what it is given. */
    public Reached {
      services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
      carried = Collections.unmodifiableSortedSet(new TreeSet<>(carried));
    }
  }

  /**
   * It did not answer, or not to us.
   *
   * @param problem why, and what to do
   */
  record Lost(Problem problem) implements TargetView {}
}
