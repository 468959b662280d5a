package dev.clova.engine;

import dev.clova.engine.desired.DesiredTarget;
import dev.clova.engine.observed.Receipts;
import dev.clova.engine.remote.FrameList;
import dev.clova.engine.remote.Payload;
import dev.clova.engine.remote.Reply;
import dev.clova.engine.remote.Request;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.Session;
import dev.clova.engine.remote.Sessions;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.remote.TargetLock;
import dev.clova.engine.remote.TargetText;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Receipt;
import dev.clova.state.ReceiptCodec;
import dev.clova.state.ReceiptReading;
import dev.clova.state.State;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The receipts of this workspace on its targets: what says there that something is ours. */
final class Claims {

  private final Sessions sessions;
  private final String workspaceId;
  private final String holder;

  Claims(Sessions sessions, String workspaceId, String holder) {
    this.sessions = sessions;
    this.workspaceId = workspaceId;
    this.holder = holder;
  }

  /**
   * What became of renaming.
   *
   * @param record what is to be recorded
   * @param unreached why the receipt was left as it is, if it was
   */
  record Renamed(PlacementRecord record, Optional<Problem> unreached) {}

  /** Removes the receipts of placements, and gives the targets that were not reached. */
  SortedMap<String, Problem> give(State state, List<Placement> placements) {
    SortedMap<String, Problem> unreached = new TreeMap<>();
    for (Placement placement : placements) {
      if (!unreached.containsKey(placement.target())) {
        state
            .placement(placement)
            .flatMap(this::give)
            .ifPresent(problem -> unreached.put(placement.target(), problem));
      }
    }
    return unreached;
  }

  private Optional<Problem> give(PlacementRecord record) {
    String target = record.placement().target();
    try {
      Session session = sessions.open(target);
      if (find(session, record).isPresent()) {
        lock(session, record);
        carryOut(
            target,
            session,
            Request.of(
                script(
                    record,
                    ShellText.of("clova_unclaim ")
                        .plus(ShellText.word(record.placement().service())))));
      }
      return Optional.empty();
    } catch (ClovaException e) {
      return Optional.of(unlessLocked(e));
    }
  }

  /** Writes a receipt under another name, with the directory's name if that changes. */
  Renamed rename(PlacementRecord old, PlacementRecord renamed, String name, String writer) {
    boolean sameService = old.placement().service().equals(renamed.placement().service());
    String target = renamed.placement().target();
    try {
      Session session = sessions.open(target);
      Optional<Receipt> there = find(session, old);
      if (there.isEmpty()) {
        throw new ClovaException(
            Problem.of(
                ProblemCode.REFUSED,
                "`%s` has no receipt of `%s`, so that is not there."
                    .formatted(target, old.placement().service()),
                "`clova state forget " + old.placement() + "` forgets it."));
      }
      lock(session, old);
      PlacementRecord record =
          there
              .get()
              .record()
              .renamed(renamed.placement())
              .withGeneration(there.get().generation() + 1);
      byte[] bytes =
          ReceiptCodec.write(
              new Receipt(workspaceId, name, there.get().operation(), writer, record));
      carryOut(
          target,
          session,
          Request.of(script(old, renaming(old, renamed, bytes.length))).with(Payload.of(bytes)));
      return new Renamed(written(bytes), Optional.empty());
    } catch (ClovaException e) {
      if (!sameService || unlessLocked(e).code() == ProblemCode.REFUSED) {
        throw e;
      }
      return new Renamed(renamed, Optional.of(e.problems().getFirst()));
    }
  }

  private static ShellText renaming(PlacementRecord old, PlacementRecord renamed, int bytes) {
    return ShellText.of("clova_rename ")
        .plus(ShellText.word(old.placement().service()))
        .plus(" ")
        .plus(ShellText.word(renamed.placement().service()))
        .plus(" ")
        .plus(ShellText.number(bytes))
        .plus(" $$");
  }

  private static PlacementRecord written(byte[] receipt) {
    if (ReceiptCodec.read(receipt) instanceof ReceiptReading.Sound sound) {
      return sound.record();
    }
    throw new IllegalStateException("a receipt that was just written reads");
  }

  /** Who holds the lock of a target. */
  static TargetLock.Holding holding(Sessions sessions, DesiredTarget target) {
    Session session = sessions.open(target.name());
    Receipts here = Receipts.on(session, target.name(), target.root());
    return TargetLock.tell(session, here.root());
  }

  private Optional<Receipt> find(Session session, PlacementRecord record) {
    String target = record.placement().target();
    Receipts there = Receipts.on(session, target, record.home().root());
    return Optional.ofNullable(there.readings().get(record.placement().service()))
        .filter(reading -> reading instanceof ReceiptReading.Sound)
        .map(reading -> ((ReceiptReading.Sound) reading).receipt())
        .filter(receipt -> receipt.workspaceId().equals(workspaceId));
  }

  private void lock(Session session, PlacementRecord record) {
    session.lock(record.home().root(), holder);
    session.awaitLock();
  }

  private static ShellText script(PlacementRecord record, ShellText call) {
    return ShellText.lines(
        ScriptText.LOOK,
        ScriptText.CLAIM,
        ShellText.of("clova_root ").plus(ShellText.word(record.home().root())).plus(" || exit 3"),
        ShellText.of("frame said"),
        call);
  }

  private static void carryOut(String target, Session session, Request request) {
    FrameList frames = new FrameList(64 << 10);
    Reply reply = session.shell().run(request.onlyUnderLock(), frames);
    if (!reply.succeeded()) {
      String said = frames.first("said").map(FrameList.Kept::text).orElse("");
      throw new ClovaException(
          Problem.of(
              ProblemCode.TARGET_ANSWER,
              "The receipt on `%s` was not changed. %s %s"
                  .formatted(target, TargetText.line(said.strip()), reply.errors().strip())
                  .strip(),
              "Try `clova target test " + target + "`."));
    }
  }

  /** Somebody else at work is a reason to stop; a target out of reach is not. */
  private static Problem unlessLocked(ClovaException e) {
    Problem problem = Objects.requireNonNull(e.problems().getFirst());
    if (problem.code() == ProblemCode.LOCKED) {
      throw e;
    }
    return problem;
  }
}
