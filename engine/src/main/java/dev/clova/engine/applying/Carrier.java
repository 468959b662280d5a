package dev.clova.engine.applying;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.clova.engine.remote.Session;
import dev.clova.engine.remote.Sessions;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.step.Carry;
import dev.clova.engine.step.Work;
import dev.clova.state.Address;
import dev.clova.state.ClovaException;
import dev.clova.state.CrashPoint;
import dev.clova.state.ProblemCode;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Moves a service: copies while it runs, stops and fences it, copies the rest, compares everything,
 * and only then lets it begin in its new place. Where it only gets another name, its directories
 * are renamed between the stop and the start.
 *
 * <p>What counts is on the targets: until the new place has its receipt, the old one is the home
 * and everything can be undone; from then on the new one is, and nothing goes back by itself.
 * Whenever this process dies, the receipts tell the next plan where the move stands.
 */
public final class Carrier implements Applier.Mover {

  private static final long TELL_EVERY = 4L << 20;

  /** Each waits for a moment; what a lost connection had begun ends within some seconds. */
  private static final int ATTEMPTS_TO_LOCK = 10;

  private final Sessions sessions;
  private final TargetWorker worker;
  private final String holder;

  /**
   * A carrier for one apply.
   *
   * @param worker does the parts that concern one target
   * @param holder what others are told who find a target locked
   */
  public Carrier(Sessions sessions, TargetWorker worker, String holder) {
    this.sessions = sessions;
    this.worker = worker;
    this.holder = holder;
  }

  @Override
  public BatchOutcome move(Work work, Applier.Logbook logbook, Consumer<ApplyEvent> events) {
    Move move = new Move(work, work.carry().orElseThrow(), logbook, events);
    BatchOutcome.Part part = move.run();
    return new BatchOutcome(Map.of(work.placement(), part));
  }

  @Override
  public BatchOutcome start(Work work, Applier.Logbook logbook, Consumer<ApplyEvent> events) {
    Move move = new Move(work, work.carry().orElseThrow(), logbook, events);
    return new BatchOutcome(Map.of(work.placement(), move.startAgain()));
  }

  /** One move on its way. */
  private final class Move {

    private final Work work;
    private final Carry carry;
    private final Applier.Logbook logbook;
    private final Consumer<ApplyEvent> events;
    private final Address at;
    private int done;

    Move(Work work, Carry carry, Applier.Logbook logbook, Consumer<ApplyEvent> events) {
      this.work = work;
      this.carry = carry;
      this.logbook = logbook;
      this.events = events;
      this.at = Address.of(work.placement());
    }

    BatchOutcome.Part run() {
      events.accept(new ApplyEvent.Began(at, Verb.MOVE));
      try {
        if (isInPlace()) {
          ask(copy(), taking("clova_return "));
          ask(copy(), call("clova_takable ", carry.from().service()));
          ask(copy(), ShellText.of("clova_aside ").plus(service()).plus(" >&2"));
        }
        ask(copy(), ShellText.of("clova_vacant ").plus(service()).plus(" >&2"));
        List<Transfer> transfers = transfers();
        transfers.forEach(Transfer::check);
        ask(copy(), ShellText.of("{ ").plus(carry.ahead()).plus("\n} >/dev/null 2>&1 || :"));
        transfers.forEach(Transfer::ahead);
        CrashPoint.hit("move.ahead");
        Optional<String> closed = logbook.closed();
        return closed.isPresent() ? skipped(closed.get()) : stop(transfers);
      } catch (ClovaException e) {
        return carry.leave().isPresent() ? notBegun(detail(e)) : back(detail(e));
      }
    }

    private BatchOutcome.Part notBegun(String why) {
      boolean unused = tidy();
      return failed("`" + carry.from() + "` was not stopped; " + why);
    }

    private BatchOutcome.Part stop(List<Transfer> transfers) {
      for (Optional<Work> part : List.of(carry.leave(), carry.away())) {
        if (part.isPresent()) {
          BatchOutcome.Part left = part(part.get());
          boolean isRecorded = isRecorded(left);
          if (!(left.outcome() instanceof PlacementOutcome.Done)) {
            return notLeft(
                left, part.equals(carry.away()) || left.done() == part.get().steps().size());
          }
          if (!isRecorded) {
            return back("what was done could not be recorded on this machine");
          }
          CrashPoint.hit("move.left");
        }
      }
      done = carry.leave().map(leave -> leave.steps().size()).orElse(0);
      try {
        transfers.forEach(Transfer::exactly);
        CrashPoint.hit("move.exact");
        ask(copy(), ShellText.of("clova_arriving ").plus(service()));
        if (isInPlace()) {
          ask(copy(), taking("clova_take "));
          CrashPoint.hit("move.taken");
        }
      } catch (ClovaException e) {
        return back(detail(e));
      }
      return arrive();
    }

    private BatchOutcome.Part arrive() {
      BatchOutcome.Part arrived = part(carry.arrive());
      switch (arrived.outcome()) {
        case PlacementOutcome.Done _, PlacementOutcome.Returned _ -> {}
        case PlacementOutcome.Failed failed -> {
          return back(failed.output());
        }
        case PlacementOutcome.Unknown(String why) -> {
          return unknown(
              why
                  + "; `%s` is stopped, and whether `%s` has everything is not known"
                      .formatted(carry.from(), work.placement()));
        }
        case PlacementOutcome.Skipped(String why) -> {
          return back(why);
        }
      }
      // It is the home from here on, and is begun whether that can be recorded here or not: the
      // receipts tell the next plan.
      boolean unused = isRecorded(arrived);
      done += carry.arrive().steps().size();
      CrashPoint.hit("move.arrived");
      unused = tidy();
      if (carry.start().isEmpty()) {
        return finished(arrived);
      }
      return start();
    }

    BatchOutcome.Part startAgain() {
      Work start = carry.start().orElseThrow();
      done = work.steps().size() - start.steps().size();
      return start();
    }

    private BatchOutcome.Part start() {
      BatchOutcome.Part started = part(carry.start().orElseThrow());
      done += started.done();
      return started.outcome() instanceof PlacementOutcome.Done
          ? finished(started)
          : new BatchOutcome.Part(started.outcome(), done, started.record(), false);
    }

    private BatchOutcome.Part finished(BatchOutcome.Part last) {
      events.accept(new ApplyEvent.Done(at, Verb.MOVE));
      events.accept(new ApplyEvent.Finished(work.placement()));
      return new BatchOutcome.Part(
          new PlacementOutcome.Done(), work.steps().size(), last.record(), false);
    }

    /** It is begun again if it has stopped for sure, or failed to; else the next plan looks. */
    private BatchOutcome.Part notLeft(BatchOutcome.Part left, boolean isStopped) {
      return switch (left.outcome()) {
        case PlacementOutcome.Failed failed -> back(failed.output());
        case PlacementOutcome.Unknown(String why) -> isStopped ? back(why) : unknown(why);
        case PlacementOutcome.Skipped(String why) -> back(why);
        case PlacementOutcome.Done _, PlacementOutcome.Returned _ ->
            throw new IllegalStateException("it has left");
      };
    }

    /** Nothing has begun in the new place: the old one begins again as it was. */
    private BatchOutcome.Part back(String why) {
      try {
        if (isInPlace()) {
          ask(copy(), taking("clova_return "));
        }
      } catch (ClovaException e) {
        return failed(
            "the data of `%s` could not be brought back: %s; the next plan tries again; "
                    .formatted(carry.from(), detail(e))
                + why);
      }
      boolean isTidy = tidy();
      BatchOutcome.Part returned = part(carry.back());
      if (returned.outcome() instanceof PlacementOutcome.Unknown) {
        returned = backAnew(returned);
      }
      boolean unused = isRecorded(returned);
      if (returned.outcome() instanceof PlacementOutcome.Done) {
        return failed(
            "it went back: `%s` runs again as before; %s; ".formatted(carry.from(), left(isTidy))
                + why);
      }
      String what =
          switch (returned.outcome()) {
            case PlacementOutcome.Failed failed -> failed.output();
            case PlacementOutcome.Unknown(String unknown) -> unknown;
            case PlacementOutcome.Skipped(String skipped) -> skipped;
            case PlacementOutcome.Done _, PlacementOutcome.Returned _ -> "";
          };
      return failed(
          """
          `%s`, which has all the data, is stopped and could not be started again: %s
          The next apply starts it there, or goes on to where it is declared.
          It was to go back, since it could not go on: %s\
          """
              .formatted(carry.from(), what, why));
    }

    /** Over a new connection, where the one that there was is lost, and nobody came in between. */
    private BatchOutcome.Part backAnew(BatchOutcome.Part lost) {
      String target = carry.from().target();
      for (int attempt = 0; attempt < ATTEMPTS_TO_LOCK; attempt++) {
        try {
          sessions.drop(target);
          Session session = sessions.open(target);
          session.lock(root(carry.directory()), holder);
          session.awaitLock();
          ask(
              from(ShellText.of("clova_open_root ").plus(ShellText.word(root(carry.directory())))),
              ShellText.of("clova_before ")
                  .plus(ShellText.word(carry.from().service()))
                  .plus(" ")
                  .plus(ShellText.number(carry.back().record().orElseThrow().generation()))
                  .plus(" >&2"));
          return part(carry.back());
        } catch (ClovaException e) {
          if (e.problems().getFirst().code() != ProblemCode.LOCKED) {
            return lost;
          }
        }
      }
      return lost;
    }

    private String left(boolean isTidy) {
      String target = work.placement().target();
      if (isInPlace()) {
        return "nothing was left of `" + work.placement() + "`";
      }
      return isTidy
          ? "nothing was left on `" + target + "`"
          : "what was copied to `" + target + "` is still there, and counts for nothing";
    }

    private boolean tidy() {
      try {
        ask(copy(), ShellText.of("clova_tidy ").plus(service()));
        return true;
      } catch (ClovaException e) {
        // What is left lies in a folder of ours, and the next move of the service takes it away.
        sessions.drop(work.placement().target());
        return false;
      }
    }

    private BatchOutcome.Part failed(String why) {
      events.accept(new ApplyEvent.Failed(at, Verb.MOVE, -1, why));
      return new BatchOutcome.Part(
          new PlacementOutcome.Failed(at, Verb.MOVE, "", -1, why, ""),
          done,
          Optional.empty(),
          false);
    }

    private BatchOutcome.Part unknown(String why) {
      events.accept(new ApplyEvent.Skipped(work.placement(), "outcome unknown: " + why));
      return new BatchOutcome.Part(
          new PlacementOutcome.Unknown(why), done, Optional.empty(), false);
    }

    private boolean isRecorded(BatchOutcome.Part part) {
      return part.record().map(logbook::enter).orElse(true);
    }

    private BatchOutcome.Part skipped(String closed) {
      String why = closed + ", and `" + carry.from() + "` was not stopped";
      events.accept(new ApplyEvent.Skipped(work.placement(), why));
      return new BatchOutcome.Part(new PlacementOutcome.Skipped(why), 0, Optional.empty(), false);
    }

    private BatchOutcome.Part part(Work one) {
      return worker.work(one.placement().target(), List.of(one), this::pass).of(one.placement());
    }

    /** The move itself is told of once, however many parts it has. */
    private void pass(ApplyEvent event) {
      boolean isMine =
          switch (event) {
            case ApplyEvent.Began(Address address, Verb verb) -> verb == Verb.MOVE;
            case ApplyEvent.Done(Address address, Verb verb) -> verb == Verb.MOVE;
            case ApplyEvent.Finished _ -> true;
            case ApplyEvent.Skipped _ -> true;
            case ApplyEvent.Connecting _,
                ApplyEvent.Looked _,
                ApplyEvent.Lost _,
                ApplyEvent.Sending _,
                ApplyEvent.Confirming _,
                ApplyEvent.TakenBack _,
                ApplyEvent.Failed _ ->
                false;
          };
      if (!isMine) {
        events.accept(event);
      }
    }

    /** The service only gets another name: its data stays on its target. */
    private boolean isInPlace() {
      return carry.from().target().equals(work.placement().target());
    }

    private ShellText taking(@CompileTimeConstant String function) {
      return call(function, carry.from().service(), work.placement().service());
    }

    private ShellText call(@CompileTimeConstant String function, String... services) {
      List<String> words = new ArrayList<>(List.of(services));
      words.addAll(carry.paths());
      return ShellText.of(function).plus(ShellText.words(words)).plus(" >&2");
    }

    /** One for the service's directory, one for each volume; none for what keeps its place. */
    private List<Transfer> transfers() {
      AtomicLong sent = new AtomicLong();
      List<Transfer> transfers = new ArrayList<>();
      if (!isInPlace()) {
        transfers.add(
            new Transfer(
                from(ShellText.of("cd -P ").plus(ShellText.path(carry.directory()))),
                copy(),
                carry.paths(),
                bytes -> tell(sent, bytes)));
      }
      for (Map.Entry<String, String> volume : carry.volumes().entrySet()) {
        String name = volume.getKey();
        if (isInPlace() && name.equals(volume.getValue())) {
          continue;
        }
        Transfer.End from = from(ShellText.of("clova_volume_folder ").plus(ShellText.word(name)));
        String labels = Transfer.ask(from, volumeLabels(name)).getOrDefault("labels", "");
        transfers.add(
            new Transfer(
                from,
                to(
                    ShellText.of("clova_volume ")
                        .plus(service())
                        .plus(" ")
                        .plus(ShellText.word(volume.getValue()))
                        .plus(" ")
                        .plus(ShellText.words(labels.lines().filter(l -> !l.isBlank()).toList()))),
                List.of("_data"),
                bytes -> tell(sent, bytes)));
      }
      return transfers;
    }

    private ShellText volumeLabels(String volume) {
      return ShellText.of("frame labels\nclova_volume_labels ")
          .plus(
              ShellText.words(List.of(volume, carry.from().service(), work.placement().service())));
    }

    private void tell(AtomicLong sent, long bytes) {
      long before = sent.getAndAdd(bytes);
      if (before / TELL_EVERY != (before + bytes) / TELL_EVERY) {
        events.accept(new ApplyEvent.Sending(work.placement().target(), before + bytes, 0));
      }
    }

    private Transfer.End from(ShellText enter) {
      String target = carry.from().target();
      return new Transfer.End(target, session(target), enter);
    }

    private Transfer.End copy() {
      return to(ShellText.of("clova_moving ").plus(service()));
    }

    private Transfer.End to(ShellText enter) {
      String target = work.placement().target();
      return new Transfer.End(
          target,
          session(target),
          ShellText.lines(
              ShellText.set("TOKEN", "move"),
              ShellText.of("clova_open_root ")
                  .plus(ShellText.word(root(work.directory())))
                  .plus(" && ")
                  .plus(enter)));
    }

    private static String root(String directory) {
      return directory.substring(0, directory.lastIndexOf('/'));
    }

    private ShellText service() {
      return ShellText.word(work.placement().service());
    }

    private Session session(String target) {
      Session session = sessions.open(target);
      session.awaitGuard();
      return session;
    }

    private static void ask(Transfer.End end, ShellText script) {
      Map<String, String> unused = Transfer.ask(end, script);
    }

    private static String detail(ClovaException e) {
      return e.problems().getFirst().detail();
    }
  }
}
