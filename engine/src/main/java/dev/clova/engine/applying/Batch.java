package dev.clova.engine.applying;

import dev.clova.engine.step.Step;
import dev.clova.engine.step.Work;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Receipt;
import dev.clova.state.ReceiptCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The work of several placements on one target, done in one go: one stream, one verification, one
 * request.
 *
 * @param target where
 * @param root the folder of the services there
 * @param parts the placements' work, in order
 * @param token names the staging folder; unpredictable
 */
record Batch(String target, String root, List<Part> parts, String token) {

  Batch {
    parts = List.copyOf(parts);
  }

  /**
   * One placement's share.
   *
   * @param work what is done
   * @param done the receipt if all of it succeeds; empty: there is none any more
   * @param failed the receipt if the files are in place and something after them failed
   */
  record Part(Work work, Optional<Receipt> done, Optional<Receipt> failed) {

    static Part of(Work work, Writer writer) {
      return new Part(
          work,
          work.record().map(writer::receipt),
          work.record().map(r -> writer.receipt(r.withTaint(Optional.of(failure(work))))));
    }

    private static String failure(Work work) {
      List<String> runs = new ArrayList<>();
      for (Step step : work.steps()) {
        step.claims().stream()
            .filter(claim -> !claim.at().kind().equals("sync") && !claim.at().kind().equals("env"))
            .forEach(claim -> runs.add(claim.verb().word() + " " + claim.at()));
      }
      return runs.isEmpty() ? "it was not finished" : String.join(", ", runs);
    }

    /** The record that the state gets, as the receipt backs it. */
    Optional<PlacementRecord> recorded(boolean succeeded) {
      return (succeeded ? done : failed).map(Batch.Part::record);
    }

    private static PlacementRecord record(Receipt receipt) {
      return switch (ReceiptCodec.read(ReceiptCodec.write(receipt))) {
        case dev.clova.state.ReceiptReading.Sound sound -> sound.record();
        case dev.clova.state.ReceiptReading.Damaged _, dev.clova.state.ReceiptReading.Newer _ ->
            throw new IllegalStateException("a receipt that we wrote does not read");
      };
    }
  }

  /**
   * Who writes receipts.
   *
   * @param workspaceId the lineage
   * @param workspaceName for people
   * @param operation the apply's own name
   * @param writer user and host
   * @param plan the id of the plan
   */
  record Writer(
      String workspaceId, String workspaceName, String operation, String writer, String plan) {

    Receipt receipt(PlacementRecord record) {
      return new Receipt(
          workspaceId,
          workspaceName,
          operation,
          writer,
          record.withApplied(record.applied(), plan));
    }
  }
}
