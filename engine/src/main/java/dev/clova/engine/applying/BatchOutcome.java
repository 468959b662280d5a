package dev.clova.engine.applying;

import dev.clova.engine.step.Work;
import dev.clova.state.OperationOutcome;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a batch.
 *
 * @param parts by placement, one for each of the batch
 */
public record BatchOutcome(Map<Placement, Part> parts) {

  /** Copies what it is given. */
  public BatchOutcome {
    parts = Map.copyOf(parts);
  }

  /** Nothing is known of any of these. */
  static BatchOutcome unknown(List<Work> work, String why) {
    Map<Placement, Part> parts = new HashMap<>();
    for (Work one : work) {
      parts.put(
          one.placement(), new Part(new PlacementOutcome.Unknown(why), 0, Optional.empty(), false));
    }
    return new BatchOutcome(parts);
  }

  Part of(Placement placement) {
    return Objects.requireNonNull(parts.get(placement), placement::toString);
  }

  /**
   * What became of one placement.
   *
   * @param outcome in all
   * @param done how many of its steps were carried out
   * @param record what its receipt on the target now says; empty if no receipt was written
   * @param gone whether it has left the target, receipt and all
   */
  public record Part(
      PlacementOutcome outcome, int done, Optional<PlacementRecord> record, boolean gone) {

    OperationOutcome step(int index) {
      return switch (outcome) {
        case PlacementOutcome.Done _, PlacementOutcome.Returned _ -> OperationOutcome.DONE;
        case PlacementOutcome.Failed _ ->
            index < done
                ? OperationOutcome.DONE
                : index == done ? OperationOutcome.FAILED : OperationOutcome.SKIPPED;
        case PlacementOutcome.Unknown _ -> OperationOutcome.UNKNOWN;
        case PlacementOutcome.Skipped _ -> OperationOutcome.SKIPPED;
      };
    }

    String detail() {
      return switch (outcome) {
        case PlacementOutcome.Failed failed -> failed.output();
        case PlacementOutcome.Unknown(String why) -> why;
        case PlacementOutcome.Done _, PlacementOutcome.Returned _, PlacementOutcome.Skipped _ -> "";
      };
    }
  }
}
