package dev.clova.engine.applying;

import dev.clova.engine.remote.Frame;
import dev.clova.engine.remote.FrameSink;
import dev.clova.engine.remote.Payload;
import dev.clova.engine.remote.Request;
import dev.clova.engine.remote.ShellText;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Receipt;
import dev.clova.state.ReceiptCodec;
import dev.clova.state.ReceiptReading;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The receipts once more, with what the targets told after the work was done. The first ones are
 * whole without it: if these do not arrive, a later plan learns it.
 */
final class LearnedReceipts implements FrameSink {

  private final Batch batch;
  private final List<byte[]> receipts = new ArrayList<>();
  private final List<Placement> placements = new ArrayList<>();
  private final Set<Integer> kept = new HashSet<>();

  private LearnedReceipts(Batch batch) {
    this.batch = batch;
  }

  static LearnedReceipts of(Batch batch, BatchReport report, BatchOutcome outcome) {
    LearnedReceipts learned = new LearnedReceipts(batch);
    for (int i = 0; i < batch.parts().size(); i++) {
      Batch.Part part = batch.parts().get(i);
      Placement placement = part.work().placement();
      Optional<Receipt> done = part.done();
      boolean isDone = outcome.of(placement).outcome() instanceof PlacementOutcome.Done;
      if (isDone && done.isPresent() && !report.learned(i).isEmpty()) {
        learned.placements.add(placement);
        learned.receipts.add(ReceiptCodec.write(with(done.get(), report.learned(i))));
      }
    }
    return learned;
  }

  boolean isEmpty() {
    return receipts.isEmpty();
  }

  /** What a resource remembers of earlier applies goes where the target has told it anew. */
  private static Receipt with(Receipt receipt, SortedMap<Address, Attributes> learned) {
    SortedMap<Address, Attributes> resources = new TreeMap<>(receipt.record().resources());
    resources.putAll(learned);
    return new Receipt(
        receipt.workspaceId(),
        receipt.workspaceName(),
        receipt.operation(),
        receipt.writer(),
        receipt.record().withResources(resources));
  }

  Request request() {
    List<ShellText> lines = new ArrayList<>();
    lines.add(ShellText.set("TOKEN", batch.token()));
    for (int i = 0; i < receipts.size(); i++) {
      String folder = batch.root() + "/.clova/services/" + placements.get(i).service();
      ShellText length = ShellText.number(receipts.get(i).length);
      lines.add(
          ShellText.of("cd -P ")
              .plus(ShellText.path(folder))
              .plus(" && rx ")
              .plus(length)
              .plus(" >\"./receipt.$TOKEN\" && [ \"$(($(wc -c <\"./receipt.$TOKEN\")))\" = ")
              .plus(length)
              .plus(" ] && { sync -f . 2>/dev/null; mv -f \"./receipt.$TOKEN\" ./receipt; }")
              .plus(" && frame kept ")
              .plus(ShellText.number(i))
              .plus(" || exit 1"));
    }
    Request request = Request.of(ShellText.lines(lines));
    for (byte[] receipt : receipts) {
      request = request.with(Payload.of(receipt));
    }
    return request.onlyUnderLock();
  }

  @Override
  public void frame(Frame frame, InputStream body) {
    if (frame.kind().equals("kept")) {
      kept.add((int) frame.number(0, 0, receipts.size() - 1));
    }
  }

  /** The outcome with the records as the receipts now back them. */
  BatchOutcome in(BatchOutcome outcome) {
    Map<Placement, BatchOutcome.Part> parts = new HashMap<>(outcome.parts());
    for (int i : kept) {
      if (ReceiptCodec.read(receipts.get(i)) instanceof ReceiptReading.Sound sound) {
        PlacementRecord record = sound.record();
        parts.computeIfPresent(
            placements.get(i),
            (placement, part) ->
                new BatchOutcome.Part(
                    part.outcome(), part.done(), Optional.of(record), part.gone()));
      }
    }
    return new BatchOutcome(parts);
  }
}
