package dev.clova.cli.render;

import dev.clova.engine.ApplyReport;
import dev.clova.engine.applying.PlacementOutcome;

/**
 * How many placements ended in which way.
 *
 * @param done all of their work is done
 * @param failed a step failed
 * @param unknown nobody knows
 * @param skipped not begun
 */
record Tally(int done, int failed, int unknown, int skipped) {

  static Tally of(ApplyReport report) {
    int[] counts = new int[4];
    for (PlacementOutcome outcome : report.outcomes().values()) {
      counts[
          switch (outcome) {
            case PlacementOutcome.Done done -> 0;
            case PlacementOutcome.Failed failed -> 1;
            case PlacementOutcome.Unknown unknown -> 2;
            case PlacementOutcome.Skipped skipped -> 3;
          }]++;
    }
    return new Tally(counts[0], counts[1], counts[2], counts[3]);
  }

  int all() {
    return done + failed + unknown + skipped;
  }
}
