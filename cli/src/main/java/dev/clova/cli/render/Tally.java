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
 * @param returned their earlier versions are back
 */
record Tally(int done, int failed, int unknown, int skipped, int returned) {

  static Tally of(ApplyReport report) {
    int[] counts = new int[5];
    for (PlacementOutcome outcome : report.outcomes().values()) {
      counts[
          switch (outcome) {
            case PlacementOutcome.Done done -> 0;
            case PlacementOutcome.Failed failed -> 1;
            case PlacementOutcome.Unknown unknown -> 2;
            case PlacementOutcome.Skipped skipped -> 3;
            case PlacementOutcome.Returned returned -> 4;
          }]++;
    }
    return new Tally(counts[0], counts[1], counts[2], counts[3], counts[4]);
  }

  int all() {
    return done + failed + unknown + skipped + returned;
  }
}
