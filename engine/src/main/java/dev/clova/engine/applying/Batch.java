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
 * @param token marks what is staged; unpredictable
 * @param stage the absolute folder that what it brings lies in
 */
record Batch(String target, String root, List<Part> parts, String token, String stage) {

  Batch {
    parts = List.copyOf(parts);
  }

  /** Work that a controller does while it is connected. */
  static Batch of(String target, List<Work> work, String token, Writer writer) {
    String directory = work.getFirst().directory();
    String root = directory.substring(0, directory.lastIndexOf('/'));
    return new Batch(
        target,
        root,
        work.stream()
            .map(one -> Part.of(one, writer, back(target, root, one, token, writer)))
            .toList(),
        token,
        root + "/.clova/staging/" + token);
  }

  private static Optional<Batch> back(
      String target, String root, Work work, String token, Writer writer) {
    return work.probation()
        .map(
            probation ->
                new Batch(
                    target,
                    root,
                    List.of(Part.of(probation.back(), writer, Optional.empty())),
                    token,
                    root + "/.clova/unconfirmed/" + work.placement().service()));
  }

  /**
   * One placement's share.
   *
   * @param work what is done
   * @param done the receipt if all of it succeeds; empty: there is none any more
   * @param failed the receipt if the files are in place and something after them failed
   * @param back what its target does by itself unless a new connection confirms the change; empty:
   *     none has to
   */
  record Part(Work work, Optional<Receipt> done, Optional<Receipt> failed, Optional<Batch> back) {

    private static Part of(Work work, Writer writer, Optional<Batch> back) {
      return new Part(
          work,
          work.record().map(writer::receipt),
          work.record().map(r -> writer.receipt(r.withTaint(Optional.of(failure(work))))),
          back);
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
