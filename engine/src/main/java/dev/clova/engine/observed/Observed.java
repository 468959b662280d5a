package dev.clova.engine.observed;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the targets were seen to have.
 *
 * @param targets by name; every target that was asked, reached or not
 */
public record Observed(SortedMap<String, TargetView> targets) {

  /** Copies what it is given. */
  public Observed {
    targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
  }

  /** These views, in whatever order they came. */
  public static Observed of(Map<String, TargetView> targets) {
    return new Observed(new TreeMap<>(targets));
  }
}
