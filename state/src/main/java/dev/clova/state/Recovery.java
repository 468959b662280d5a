package dev.clova.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a journal says of applies that a state does not cover: which one was cut off, what is known
 * of its operations, and what was recorded on the targets.
 */
public final class Recovery {

  private final List<JournalRecord> records;
  private Optional<JournalRecord.ApplyStarted> started = Optional.empty();
  private final Map<Long, JournalRecord.Operation> announced = new TreeMap<>();
  private final Map<Long, JournalRecord.Result> results = new TreeMap<>();

  private Recovery(List<JournalRecord> records) {
    this.records = List.copyOf(records);
    this.records.forEach(this::follow);
  }

  /** What these records say. */
  public static Recovery of(List<JournalRecord> records) {
    return new Recovery(records);
  }

  /** The apply that began and did not end, if there is one. */
  public Optional<Unfinished> unfinished() {
    return started.map(this::unfinished);
  }

  /** A state with all that was recorded on the targets since it was written. */
  public State replay(State state) {
    State replayed = state;
    for (JournalRecord record : records) {
      replayed = replay(replayed, record);
    }
    return replayed;
  }

  private static State replay(State state, JournalRecord record) {
    return switch (record) {
      case JournalRecord.Recorded(PlacementRecord written) -> newer(state, written);
      case JournalRecord.Dropped(Placement placement) -> state.without(placement);
      case JournalRecord.ApplyStarted _,
          JournalRecord.Intent _,
          JournalRecord.Result _,
          JournalRecord.ApplyEnded _ ->
          state;
    };
  }

  /** The state may have been told by the target itself of something newer. */
  private static State newer(State state, PlacementRecord written) {
    long known = state.placement(written.placement()).map(PlacementRecord::generation).orElse(0L);
    return written.generation() >= known ? state.with(written) : state;
  }

  private void follow(JournalRecord record) {
    switch (record) {
      case JournalRecord.ApplyStarted apply -> {
        started = Optional.of(apply);
        announced.clear();
        results.clear();
      }
      case JournalRecord.Intent intent ->
          intent.operations().forEach(operation -> announced.put(operation.number(), operation));
      case JournalRecord.Result result -> results.put(result.operation(), result);
      case JournalRecord.ApplyEnded _ -> started = Optional.empty();
      case JournalRecord.Recorded _, JournalRecord.Dropped _ -> {}
    }
  }

  private Unfinished unfinished(JournalRecord.ApplyStarted apply) {
    List<JournalRecord.Operation> done = new ArrayList<>();
    List<JournalRecord.Operation> failed = new ArrayList<>();
    List<JournalRecord.Operation> unknown = new ArrayList<>();
    for (JournalRecord.Operation operation : announced.values()) {
      switch (outcome(operation)) {
        case DONE -> done.add(operation);
        case FAILED -> failed.add(operation);
        case UNKNOWN -> unknown.add(operation);
        case SKIPPED -> {}
      }
    }
    return new Unfinished(apply, done, failed, unknown);
  }

  private OperationOutcome outcome(JournalRecord.Operation operation) {
    return Optional.ofNullable(results.get(operation.number()))
        .map(JournalRecord.Result::outcome)
        .orElse(OperationOutcome.UNKNOWN);
  }
}
