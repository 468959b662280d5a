package dev.clova.engine.applying;

import dev.clova.engine.observed.RecordCache;
import dev.clova.engine.remote.Limits;
import dev.clova.engine.remote.Payload;
import dev.clova.engine.remote.Reply;
import dev.clova.engine.remote.Request;
import dev.clova.engine.remote.Session;
import dev.clova.engine.remote.Sessions;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.engine.step.Work;
import dev.clova.state.ClovaException;
import dev.clova.state.PlacementRecord;
import dev.clova.state.TreeCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Does batches on targets: one request each, over the session that looked at the target. */
public final class TargetWorker implements Applier.Worker {

  /**
   * A service may start for a long time without a word; a dead link is noticed by the transport.
   */
  private static final Limits LIMITS =
      new Limits(Duration.ofMinutes(30), Duration.ofHours(6), 512L << 20);

  private static final Duration IN_THE_PAST = Duration.ofSeconds(10);

  private final Sessions sessions;
  private final RecordCache cache;
  private final Batch.Writer writer;
  private final Clock clock;
  private final RandomGenerator randomness;

  /**
   * A worker for one apply.
   *
   * @param workspaceId the lineage
   * @param workspaceName for people
   * @param apply the apply's own name
   * @param who user and host
   * @param plan the id of the plan
   */
  public TargetWorker(
      Sessions sessions,
      RecordCache cache,
      String workspaceId,
      String workspaceName,
      String apply,
      String who,
      String plan,
      Clock clock,
      RandomGenerator randomness) {
    this.sessions = sessions;
    this.cache = cache;
    this.writer = new Batch.Writer(workspaceId, workspaceName, apply, who, plan);
    this.clock = clock;
    this.randomness = randomness;
  }

  @Override
  public BatchOutcome work(String target, List<Work> work, Consumer<ApplyEvent> events) {
    Batch batch = Batch.of(target, work, token(), writer);
    BatchReport report = new BatchReport(batch, events);
    BatchArchive archive = new BatchArchive(batch, clock.instant().minus(IN_THE_PAST));
    try {
      Request request =
          Request.of(BatchScript.of(batch))
              .with(Payload.ofUnknownLength(archive::writeTo))
              .onlyUnderLock()
              .within(LIMITS);
      Session session = sessions.open(target);
      session.awaitGuard();
      Reply reply = session.shell().run(request, report);
      return batch.parts().getFirst().back().isPresent()
          ? confirmed(batch, report, reply, session, events)
          : ended(batch, report, report.outcome(reply), session);
    } catch (ClovaException e) {
      sessions.drop(target);
      return report.broken(e.problems().getFirst().detail());
    }
  }

  /** What is on probation is alone in its batch, and not done before it is confirmed. */
  private BatchOutcome confirmed(
      Batch batch, BatchReport report, Reply reply, Session session, Consumer<ApplyEvent> events) {
    if (reply instanceof Reply.Ended && !report.isArmed()) {
      return ended(batch, report, report.outcome(reply), session);
    }
    Batch.Part part = batch.parts().getFirst();
    Batch back = part.back().orElseThrow();
    Confirmation.Verdict verdict = new Confirmation(sessions, part, events).await(session);
    if (!(reply instanceof Reply.Ended)) {
      sessions.drop(batch.target());
    }
    return switch (verdict) {
      case Confirmation.Verdict.Confirmed(boolean held) ->
          ended(batch, report, held ? report.held(reply) : report.outcome(reply), session);
      case Confirmation.Verdict.TakenBack taken -> {
        BatchOutcome gone = taken.report().outcome(taken.reply());
        keep(back, taken.report(), gone);
        yield report.takenBack(reply, taken.why(), gone);
      }
      case Confirmation.Verdict.Open(String why) ->
          report.isMade() ? report.broken(why) : report.outcome(reply);
    };
  }

  private BatchOutcome ended(
      Batch batch, BatchReport report, BatchOutcome outcome, Session session) {
    BatchOutcome last = learned(batch, report, outcome, session);
    keep(batch, report, last);
    return last;
  }

  private static BatchOutcome learned(
      Batch batch, BatchReport report, BatchOutcome outcome, Session session) {
    LearnedReceipts learned = LearnedReceipts.of(batch, report, outcome);
    if (learned.isEmpty()) {
      return outcome;
    }
    Reply unused = session.shell().run(learned.request(), learned);
    return learned.in(outcome);
  }

  private String token() {
    byte[] bytes = new byte[16];
    randomness.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** What the next plan would otherwise have to fetch. */
  private void keep(Batch batch, BatchReport report, BatchOutcome outcome) {
    for (int i = 0; i < batch.parts().size(); i++) {
      Work work = batch.parts().get(i).work();
      Optional<PlacementRecord> record = outcome.of(work.placement()).record();
      Optional<byte[]> listing = report.listing(i);
      Optional<byte[]> tree = tree(work);
      if (record.isPresent() && listing.isPresent() && tree.isPresent()) {
        record
            .get()
            .receipt()
            .ifPresent(
                receipt -> cache.keep(receipt, new RecordCache.Parts(tree.get(), listing.get())));
      }
    }
  }

  private static Optional<byte[]> tree(Work work) {
    List<byte[]> trees = new ArrayList<>();
    for (Step step : work.steps()) {
      for (Action action : step.actions()) {
        if (action instanceof Action.PutTree put) {
          trees.add(TreeCodec.encode(put.edit().wanted()));
        } else if (action instanceof Action.TakeBack back) {
          trees.add(TreeCodec.encode(back.before()));
        }
      }
    }
    return trees.isEmpty() ? Optional.empty() : Optional.of(trees.getLast());
  }
}
