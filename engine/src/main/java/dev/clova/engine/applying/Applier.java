package dev.clova.engine.applying;

import dev.clova.engine.step.Step;
import dev.clova.engine.step.Work;
import dev.clova.state.JournalRecord;
import dev.clova.state.OperationOutcome;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import dev.clova.state.State;
import dev.clova.state.Verb;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries out work: on all targets at once, in the order that the work asks for. One thread decides
 * and records; each target has one batch under way at a time, which holds everything that may
 * start. What fails takes those with it that wait for it, and nobody else.
 */
public final class Applier {

  /** Where results are put on disk before anything that rests on them begins. */
  public interface Recorder {
    /**
     * These things are about to happen, and have happened for all that anybody knows after this.
     */
    void intend(JournalRecord.Intent intent);

    /** These things have happened. */
    void record(List<JournalRecord> records);
  }

  /** Does a batch on its target. */
  @FunctionalInterface
  public interface Worker {
    /** Blocks until every placement of the batch has an outcome. */
    BatchOutcome work(String target, List<Work> work, Consumer<ApplyEvent> events);
  }

  /** What a mover writes down on its way, and hears before it goes on. */
  public interface Logbook {
    /**
     * Takes a receipt that a target has now.
     *
     * @return whether it is on disk; if not, nothing will be any more
     */
    boolean enter(PlacementRecord receipt);

    /** Why nothing new may be begun any more; empty: it may. */
    Optional<String> closed();
  }

  /** Takes a service from one target to another. */
  public interface Mover {
    /**
     * Blocks until the move is over, one way or the other.
     *
     * @param work work with a carry
     * @param logbook is told of every receipt on the way
     */
    BatchOutcome move(Work work, Logbook logbook, Consumer<ApplyEvent> events);

    /**
     * Starts, once more, what has arrived and could not be started.
     *
     * @param work work with a carry that has a start
     * @param logbook as of the move
     */
    BatchOutcome start(Work work, Logbook logbook, Consumer<ApplyEvent> events);
  }

  /** How soon an interrupt ends a pause. */
  private static final long PAUSE_MILLIS = 200;

  private static final String INTERRUPTED = "the apply was interrupted";

  private sealed interface Happened {}

  private record Ended(Set<String> targets, List<Work> work, BatchOutcome outcome, boolean back)
      implements Happened {}

  /** Time has passed. */
  private record Passed() implements Happened {}

  /** What has arrived where something is yet to leave, and could not be started beside it. */
  private record Late(Work work, BatchOutcome outcome) {}

  private record Written(PlacementRecord record, CompletableFuture<Boolean> recorded)
      implements Happened {}

  private final Worker worker;
  private final Mover mover;
  private final Ledger ledger;
  private final Clock clock;
  private final BooleanSupplier interrupted;
  private final Consumer<ApplyEvent> events;

  private final SortedMap<Placement, Work> waiting = new TreeMap<>();
  private final SortedMap<Placement, PlacementOutcome> outcomes = new TreeMap<>();
  private final SortedMap<Placement, Work> all = new TreeMap<>();
  private final Rollouts rollouts = new Rollouts(all, outcomes);
  private final Logbook logbook = new AskedLogbook();
  private final SortedMap<Placement, Late> late = new TreeMap<>();
  private final Map<Placement, Long> firstOperation = new TreeMap<>();
  private final Set<String> busy = new HashSet<>();
  private final BlockingQueue<Happened> happened = new LinkedBlockingQueue<>();

  private long batches;
  private long operations;

  /**
   * An applier for one apply.
   *
   * @param interrupted once true, nothing new is begun
   * @param state what is recorded so far
   */
  public Applier(
      Worker worker,
      Mover mover,
      Recorder recorder,
      Clock clock,
      BooleanSupplier interrupted,
      Consumer<ApplyEvent> events,
      State state) {
    this.worker = worker;
    this.mover = mover;
    this.ledger = new Ledger(recorder, state);
    this.clock = clock;
    this.interrupted = interrupted;
    this.events = events;
  }

  /** The state with everything that was recorded on the way. */
  public State state() {
    return ledger.state();
  }

  /**
   * Why results are not on disk; empty: all are. What was under way then came to its end, and
   * nothing new was begun.
   */
  public Optional<Problem> unrecorded() {
    return ledger.unrecorded();
  }

  /** Does all the work; returns when there is nothing left that may be done. */
  public SortedMap<Placement, PlacementOutcome> apply(SortedMap<Placement, Work> work) {
    waiting.putAll(work);
    all.putAll(work);
    try (ExecutorService targets = Executors.newVirtualThreadPerTaskExecutor()) {
      start(targets);
      while (!busy.isEmpty() || isPausing() || giveUpWaiting(targets)) {
        switch (next()) {
          case Passed _ -> start(targets);
          case Ended batch -> {
            end(batch);
            start(targets);
          }
          case Written(PlacementRecord record, CompletableFuture<Boolean> recorded) ->
              recorded.complete(ledger.enter(record));
        }
      }
    }
    waiting.keySet().forEach(left -> skip(left, closed().orElse(INTERRUPTED)));
    return outcomes;
  }

  /** What runs on targets must be seen to its end and recorded, whoever interrupts this thread. */
  private Happened next() {
    Optional<Happened> next = Optional.empty();
    while (next.isEmpty()) {
      try {
        next =
            isPausing()
                ? Optional.ofNullable(happened.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
                    .or(() -> Optional.of(new Passed()))
                : Optional.of(happened.take());
      } catch (InterruptedException e) {
        next = Optional.empty();
      }
    }
    return next.get();
  }

  /** Begins whatever may begin: on every idle target all placements that wait for nobody. */
  private void start(ExecutorService targets) {
    skipTheDoomed();
    rollouts.takeBackWhatIsOver();
    returnThoseToReturn(targets);
    if (closed().isPresent()) {
      return;
    }
    List.copyOf(late.keySet()).stream()
        .filter(placement -> !isToBeLeft(placement.target()))
        .forEach(placement -> startLate(placement, targets));
    Map<String, Integer> open = rollouts.open();
    SortedMap<String, List<Work>> ready = new TreeMap<>();
    for (Work work : List.copyOf(waiting.values())) {
      Set<String> places = places(work);
      if (!Collections.disjoint(busy, places)
          || !work.after().stream().allMatch(this::isDone)
          || rollouts.turn(work, open) != Rollouts.Turn.NOW) {
        continue;
      }
      if (work.carry().isPresent()) {
        move(work, places, targets);
      } else {
        ready.computeIfAbsent(work.placement().target(), t -> new ArrayList<>()).add(work);
      }
    }
    ready.keySet().removeAll(busy);
    ready.replaceAll((target, batch) -> together(batch));
    ready.forEach(
        (target, batch) -> {
          if (ledger.intend(intent(target, batch))) {
            batch.forEach(work -> waiting.remove(work.placement()));
            busy.add(target);
            targets.execute(() -> happened.add(work(target, batch, events)));
          }
        });
  }

  /** What a new connection has to confirm goes alone, after what it need not. */
  private static List<Work> together(List<Work> ready) {
    List<Work> free = ready.stream().filter(work -> work.probation().isEmpty()).toList();
    return free.isEmpty() ? List.of(ready.getFirst()) : free;
  }

  /**
   * On every idle target, all that go back; neither an interrupt leaves them half-way nor a disk
   * that takes nothing more.
   */
  private void returnThoseToReturn(ExecutorService targets) {
    SortedMap<String, List<Work>> ready = new TreeMap<>();
    for (Work back : rollouts.toReturn()) {
      ready.computeIfAbsent(back.placement().target(), t -> new ArrayList<>()).add(back);
    }
    ready.keySet().removeAll(busy);
    ready.forEach(
        (target, batch) -> {
          batch.forEach(back -> rollouts.returning(back.placement()));
          busy.add(target);
          boolean unused = ledger.intend(intent(target, batch));
          targets.execute(
              () -> {
                Ended ended = work(target, batch, this::tellOfReturn);
                happened.add(new Ended(ended.targets(), batch, ended.outcome(), true));
              });
        });
  }

  /** What comes back is not finished: that is what did not come about. */
  private void tellOfReturn(ApplyEvent event) {
    if (!(event instanceof ApplyEvent.Finished)) {
      events.accept(event);
    }
  }

  /** Whether somebody waits for nothing but time. */
  private boolean isPausing() {
    Map<String, Integer> open = rollouts.open();
    return closed().isEmpty()
        && waiting.values().stream()
            .anyMatch(work -> rollouts.turn(work, open) == Rollouts.Turn.PAUSE);
  }

  /** Whether another service has yet to leave this target: it may have the port that one needs. */
  private boolean isToBeLeft(String target) {
    return waiting.values().stream()
        .flatMap(work -> work.carry().stream())
        .anyMatch(carry -> carry.from().target().equals(target));
  }

  private void startLate(Placement placement, ExecutorService targets) {
    Set<String> places = Set.of(placement.target());
    if (!Collections.disjoint(busy, places)) {
      return;
    }
    Work work = Objects.requireNonNull(late.remove(placement)).work();
    busy.addAll(places);
    targets.execute(
        () ->
            happened.add(
                carefully(List.of(work), places, () -> mover.start(work, logbook, events))));
  }

  /** Nothing goes on any more; whether there is something late that has to be told, or tried. */
  private boolean giveUpWaiting(ExecutorService targets) {
    if (late.isEmpty()) {
      return false;
    }
    if (closed().isEmpty()) {
      startLate(late.firstKey(), targets);
      return true;
    }
    List<Late> left = List.copyOf(late.values());
    late.clear();
    left.forEach(one -> end(new Ended(Set.of(), List.of(one.work()), one.outcome(), false)));
    return false;
  }

  /** A move has both of its targets to itself. */
  private void move(Work work, Set<String> places, ExecutorService targets) {
    if (ledger.intend(intent(work.placement().target(), List.of(work)))) {
      waiting.remove(work.placement());
      busy.addAll(places);
      targets.execute(
          () ->
              happened.add(
                  carefully(List.of(work), places, () -> mover.move(work, logbook, events))));
    }
  }

  /** A fault of ours must not leave the apply waiting for what never ends. */
  private static Ended carefully(
      List<Work> batch, Set<String> places, Supplier<BatchOutcome> done) {
    try {
      return new Ended(places, batch, done.get(), false);
    } catch (RuntimeException e) {
      return new Ended(
          places, batch, BatchOutcome.unknown(batch, "a fault of Clova's own: " + e), false);
    }
  }

  /** For movers' threads: the one that records is asked, and waited for. */
  private final class AskedLogbook implements Logbook {
    @Override
    public boolean enter(PlacementRecord receipt) {
      CompletableFuture<Boolean> recorded = new CompletableFuture<>();
      happened.add(new Written(receipt, recorded));
      return recorded.join();
    }

    @Override
    public Optional<String> closed() {
      return Applier.this.closed();
    }
  }

  /** Why nothing new is begun any more. */
  private Optional<String> closed() {
    if (ledger.unrecorded().isPresent()) {
      return Optional.of("nothing can be recorded on this machine any more");
    }
    return interrupted.getAsBoolean() ? Optional.of(INTERRUPTED) : Optional.empty();
  }

  private static Set<String> places(Work work) {
    Set<String> places = new TreeSet<>(Set.of(work.placement().target()));
    work.carry().ifPresent(carry -> places.add(carry.from().target()));
    return places;
  }

  private Ended work(String target, List<Work> batch, Consumer<ApplyEvent> events) {
    return carefully(batch, Set.of(target), () -> worker.work(target, batch, events));
  }

  private boolean isDone(Placement placement) {
    return outcomes.get(placement) instanceof PlacementOutcome.Done;
  }

  private void skipTheDoomed() {
    Map<String, Integer> failures = rollouts.failures();
    boolean more = true;
    while (more) {
      more = false;
      for (Work work : List.copyOf(waiting.values())) {
        Optional<Placement> failed =
            work.after().stream()
                .filter(other -> outcomes.containsKey(other) && !isDone(other))
                .findFirst();
        if (failed.isPresent()) {
          waiting.remove(work.placement());
          skip(work.placement(), "it waits for " + failed.get() + ", which is not done");
          more = true;
        } else if (work.batch() > 0 && Rollouts.isOver(work, failures)) {
          waiting.remove(work.placement());
          skip(work.placement(), rollouts.why(work));
          more = true;
        }
      }
    }
  }

  private void skip(Placement placement, String why) {
    outcomes.put(placement, new PlacementOutcome.Skipped(why));
    events.accept(new ApplyEvent.Skipped(placement, why));
  }

  private JournalRecord.Intent intent(String target, List<Work> batch) {
    List<JournalRecord.Operation> all = new ArrayList<>();
    for (Work work : batch) {
      firstOperation.put(work.placement(), operations + 1);
      for (Step step : work.steps()) {
        for (PlannedAction claim : step.claims()) {
          all.add(new JournalRecord.Operation(++operations, claim.at(), claim.verb()));
        }
      }
    }
    return new JournalRecord.Intent(++batches, target, all);
  }

  private void end(Ended batch) {
    busy.removeAll(batch.targets());
    if (isLate(batch)) {
      Work work = batch.work().getFirst();
      late.put(work.placement(), new Late(work, batch.outcome()));
      return;
    }
    List<JournalRecord> records = new ArrayList<>();
    for (Work work : batch.work()) {
      Placement placement = work.placement();
      BatchOutcome.Part part = batch.outcome().of(placement);
      rollouts.ended(work, part, batch.back());
      results(work, part, records);
      Optional<PlacementRecord> record = part.record();
      if (record.isPresent()) {
        records.add(new JournalRecord.Recorded(record.get()));
      } else if (part.gone()) {
        records.add(new JournalRecord.Dropped(placement));
      }
    }
    boolean unused = ledger.record(records);
  }

  /** It has arrived and did not start, and what may be in its way goes in this same apply. */
  private boolean isLate(Ended batch) {
    Work work = batch.work().getFirst();
    return !batch.targets().isEmpty()
        && work.carry().flatMap(carry -> carry.start()).isPresent()
        && batch.outcome().of(work.placement()).outcome() instanceof PlacementOutcome.Failed failed
        && failed.verb() != Verb.MOVE
        && isToBeLeft(work.placement().target());
  }

  private void results(Work work, BatchOutcome.Part part, List<JournalRecord> records) {
    long operation = Objects.requireNonNull(firstOperation.get(work.placement()));
    for (int i = 0; i < work.steps().size(); i++) {
      OperationOutcome outcome = part.step(i);
      for (PlannedAction ignored : work.steps().get(i).claims()) {
        records.add(new JournalRecord.Result(operation++, outcome, part.detail(), clock.instant()));
      }
    }
  }
}
