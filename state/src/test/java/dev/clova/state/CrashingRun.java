package dev.clova.state;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The part of an apply that touches the controller's disk; it prints what it was promised. */
final class CrashingRun {

  static final String LINEAGE = "k3v9t2mq";

  static final JournalRecord.ApplyStarted STARTED =
      new JournalRecord.ApplyStarted("a-2", "p-7f3k-9c2m-04qd", Samples.NOON, "ann@laptop");

  static final List<JournalRecord> RECORDS =
      List.of(
          STARTED,
          new JournalRecord.Intent(
              1,
              "vps",
              List.of(new JournalRecord.Operation(1, Samples.update().at(), Verb.UPDATE))),
          new JournalRecord.Result(1, OperationOutcome.DONE, "", Samples.NOON),
          new JournalRecord.Recorded(after()));

  private CrashingRun() {}

  static PlacementRecord after() {
    return Samples.blog().withGeneration(8).withReceipt(Optional.of(Digest.of("receipt 8")));
  }

  public static void main(String[] arguments) {
    run(Path.of(arguments[0]), System.out::println);
  }

  static void run(Path workspace, Consumer<String> promise) {
    StateFolder folder = StateFolder.of(workspace);
    new PlanFolder(folder).keep(Samples.plan());
    try (WorkspaceLock lock = WorkspaceLock.take(folder, Locks.me());
        Journal journal = Journal.open(lock, LINEAGE, workspace)) {
      StateFile file = new StateFile(folder, LINEAGE);
      if (!(file.read() instanceof StateReading.Found(State state))) {
        throw new IllegalStateException("no state");
      }
      for (JournalRecord record : RECORDS) {
        journal.append(record);
        promise.accept("journaled");
      }
      Saved saved = file.write(state.with(after()).with(Samples.apply("a-2")), lock);
      promise.accept("saved");
      journal.rotate(saved);
      promise.accept("rotated");
    }
  }
}
