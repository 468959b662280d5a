package dev.clova.engine.applying;

import dev.clova.engine.live.LogSource;
import dev.clova.engine.remote.Frame;
import dev.clova.engine.remote.FrameSink;
import dev.clova.engine.remote.Reply;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.engine.step.Work;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.CrashPoint;
import dev.clova.state.Placement;
import dev.clova.state.PlannedAction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Follows a batch by what its target says of it. */
final class BatchReport implements FrameSink {

  /** The last words of a failure; more is nobody's pleasure. */
  private static final int WORDS = 16 << 10;

  private static final class Progress {
    int done;
    int failedStep = -1;
    int status = -1;
    String said = "";
    String log = "";
    boolean tainted;
    boolean recorded;
    Optional<byte[]> listing = Optional.empty();
    final SortedMap<Address, Attributes> learned = new TreeMap<>();
  }

  private final Batch batch;
  private final Consumer<ApplyEvent> events;
  private final Map<Integer, Progress> progress = new HashMap<>();
  private String said = "";
  private boolean refused;
  private boolean durable;
  private boolean armed;

  BatchReport(Batch batch, Consumer<ApplyEvent> events) {
    this.batch = batch;
    this.events = events;
    for (int i = 0; i < batch.parts().size(); i++) {
      progress.put(i, new Progress());
    }
  }

  Optional<byte[]> listing(int part) {
    return of(part).listing;
  }

  /** What the target told of a part once it was done, by the resource that it is about. */
  SortedMap<Address, Attributes> learned(int part) {
    return of(part).learned;
  }

  @Override
  public void frame(Frame frame, InputStream body) throws IOException {
    switch (frame.kind()) {
      case "opening", "staging", "marking" -> said = words(body);
      case "refused" -> refused = true;
      case "begin" -> {
        CrashPoint.hit("batch.begin");
        step(frame).ifPresent(step -> tell(step, Telling.BEGAN));
        said = words(body);
      }
      case "ran" -> said = words(body);
      case "done" -> {
        of(part(frame)).done++;
        step(frame).ifPresent(step -> tell(step, Telling.DONE));
      }
      case "failed" -> {
        Progress failed = of(part(frame));
        failed.failedStep = (int) frame.number(1, 0, Integer.MAX_VALUE);
        failed.status = (int) frame.number(2, 0, 255);
        failed.said = said;
      }
      case "log" -> of(part(frame)).log = LogSource.plain(words(body));
      case "learned" -> {
        String lines = words(body);
        step(frame).ifPresent(step -> learn(of(part(frame)), step, lines));
      }
      case "listed" -> of(part(frame)).listing = Optional.of(body.readAllBytes());
      case "unlisted" -> of(part(frame)).listing = Optional.empty();
      case "tainted" -> of(part(frame)).tainted = true;
      case "recorded" -> {
        CrashPoint.hit("batch.recorded");
        of(part(frame)).recorded = true;
      }
      case "durable" -> durable = true;
      case "armed" -> armed = true;
      default -> {}
    }
  }

  private static void learn(Progress progress, Step step, String lines) {
    Attributes learned = Attributes.none();
    for (String line : lines.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        learned = learned.with(line.substring(0, equals), line.substring(equals + 1).strip());
      }
    }
    for (Action action : step.actions()) {
      if (action instanceof Action.Learn(Address at, ShellText _)) {
        progress.learned.put(at, learned);
      }
    }
  }

  private enum Telling {
    BEGAN,
    DONE
  }

  private void tell(Step step, Telling what) {
    for (PlannedAction claim : step.claims()) {
      events.accept(
          what == Telling.BEGAN
              ? new ApplyEvent.Began(claim.at(), claim.verb())
              : new ApplyEvent.Done(claim.at(), claim.verb()));
    }
  }

  private int part(Frame frame) {
    return (int) frame.number(0, 0, batch.parts().size() - 1);
  }

  private Optional<Step> step(Frame frame) {
    Work work = batch.parts().get(part(frame)).work();
    int step = (int) frame.number(1, 0, work.steps().size());
    return step < work.steps().size() ? Optional.of(work.steps().get(step)) : Optional.empty();
  }

  private Progress of(int part) {
    return java.util.Objects.requireNonNull(progress.get(part));
  }

  private static String words(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(WORDS);
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }

  BatchOutcome outcome(Reply reply) {
    return switch (reply) {
      case Reply.Ended(int status, String errors) -> ended(errors);
      case Reply.NotRun(Reply.Reason why, String errors) -> broken(why(why, errors));
      case Reply.Unknown(Reply.Reason why, String errors) -> broken(why(why, errors));
    };
  }

  /** What is confirmed, though the connection of before may be gone. */
  BatchOutcome held(Reply reply) {
    if (!(reply instanceof Reply.Ended)) {
      Progress seen = of(0);
      seen.recorded = seen.failedStep < 0;
      seen.tainted = seen.failedStep >= 0;
      durable = true;
      return ended("");
    }
    return outcome(reply);
  }

  /** Whether there is a timer that would take the change back. */
  boolean isArmed() {
    return armed;
  }

  /** Whether the change was made as far as its receipt, whichever that is. */
  boolean isMade() {
    return of(0).recorded || of(0).tainted;
  }

  /**
   * What its target has taken back, since no new connection was made.
   *
   * @param reply how the change itself ended
   * @param why why there was none; empty: nothing had gone wrong with one that was under way
   * @param gone what the target did
   */
  BatchOutcome takenBack(Reply reply, String why, BatchOutcome gone) {
    Work work = batch.parts().getFirst().work();
    BatchOutcome.Part back = gone.of(work.placement());
    String reason = why.isEmpty() ? unsaid() : why;
    events.accept(new ApplyEvent.TakenBack(work.placement(), reason));
    PlacementOutcome outcome =
        switch (back.outcome()) {
          case PlacementOutcome.Done _ -> new PlacementOutcome.Returned(cause(reply, reason));
          case PlacementOutcome.Failed failed ->
              Rollouts.notBack(unconfirmed(work, reason), failed.output());
          case PlacementOutcome.Unknown _,
              PlacementOutcome.Skipped _,
              PlacementOutcome.Returned _ ->
              new PlacementOutcome.Unknown(reason + "; what its target did then is not known");
        };
    return new BatchOutcome(
        Map.of(
            work.placement(),
            new BatchOutcome.Part(outcome, of(0).done, back.record(), back.gone())));
  }

  private String unsaid() {
    return isMade() ? "no new connection was made in time" : "the change was cut off in the middle";
  }

  private PlacementOutcome.Cause cause(Reply reply, String reason) {
    return reply instanceof Reply.Ended(int _, String errors) && of(0).failedStep >= 0
        ? new PlacementOutcome.Cause.Failure(
            failed(batch.parts().getFirst().work(), of(0), errors + "\n" + reason))
        : new PlacementOutcome.Cause.Unconfirmed(reason);
  }

  private static PlacementOutcome.Failed unconfirmed(Work work, String reason) {
    PlannedAction claim = work.steps().getLast().claims().getFirst();
    return new PlacementOutcome.Failed(
        claim.at(), claim.verb(), "a new connection, to confirm it", -1, reason, "");
  }

  private static String why(Reply.Reason why, String errors) {
    String what = why.clause();
    return errors.isBlank() ? what : what + "; the target said: " + errors.strip();
  }

  /** Nobody knows how far it came: the marks on the target do, and the next plan reads them. */
  BatchOutcome broken(String why) {
    Map<Placement, BatchOutcome.Part> parts = new HashMap<>();
    for (int i = 0; i < batch.parts().size(); i++) {
      Placement placement = batch.parts().get(i).work().placement();
      parts.put(
          placement,
          new BatchOutcome.Part(
              new PlacementOutcome.Unknown(why), of(i).done, Optional.empty(), false));
      events.accept(new ApplyEvent.Skipped(placement, "outcome unknown: " + why));
    }
    return new BatchOutcome(parts);
  }

  private BatchOutcome ended(String errors) {
    Map<Placement, BatchOutcome.Part> parts = new HashMap<>();
    for (int i = 0; i < batch.parts().size(); i++) {
      Batch.Part part = batch.parts().get(i);
      parts.put(part.work().placement(), part(part, of(i), errors));
    }
    return new BatchOutcome(parts);
  }

  private BatchOutcome.Part part(Batch.Part part, Progress seen, String errors) {
    Work work = part.work();
    if (seen.recorded && durable) {
      events.accept(new ApplyEvent.Finished(work.placement()));
      return new BatchOutcome.Part(
          new PlacementOutcome.Done(),
          work.steps().size(),
          part.recorded(true),
          work.record().isEmpty());
    }
    PlacementOutcome.Failed failed = failed(work, seen, errors);
    events.accept(
        new ApplyEvent.Failed(failed.at(), failed.verb(), failed.status(), failed.output()));
    return new BatchOutcome.Part(
        failed, seen.done, seen.tainted ? part.recorded(false) : Optional.empty(), false);
  }

  private PlacementOutcome.Failed failed(Work work, Progress seen, String errors) {
    int index = Math.clamp(seen.failedStep, 0, work.steps().size() - 1);
    Step step = work.steps().get(index);
    PlannedAction claim = step.claims().getFirst();
    String told = refused ? said : seen.said;
    String output = errors.isBlank() ? told : (told + "\n" + errors.strip()).strip();
    return new PlacementOutcome.Failed(
        claim.at(), claim.verb(), command(step), seen.status, output, seen.log);
  }

  private static String command(Step step) {
    for (Action action : step.actions()) {
      switch (action) {
        case Action.Command(String what, String command, var limit) -> {
          return what;
        }
        case Action.Await(String what, var check, var interval, var timeout) -> {
          return what;
        }
        case Action.PutTree _,
            Action.TakeBack _,
            Action.PutFile _,
            Action.RemoveFile _,
            Action.Script _,
            Action.Learn _ -> {}
      }
    }
    return "";
  }
}
