package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {

  private static final String LINEAGE = "k3v9t2mq";

  private static final JournalRecord.Operation UPDATE =
      new JournalRecord.Operation(1, Samples.update().at(), Verb.UPDATE);

  private static final JournalRecord.Operation RESTART =
      new JournalRecord.Operation(2, Samples.restart().at(), Verb.RESTART);

  private static final JournalRecord.ApplyStarted STARTED =
      new JournalRecord.ApplyStarted("a-1", "p-7f3k-9c2m-04qd", Samples.NOON, "ann@laptop");

  private static final List<JournalRecord> RECORDS =
      List.of(
          STARTED,
          new JournalRecord.Intent(1, "vps", List.of(UPDATE, RESTART)),
          new JournalRecord.Result(1, OperationOutcome.DONE, "", Samples.NOON),
          new JournalRecord.Recorded(Samples.blog().withGeneration(8)));

  private final Path workspace;

  JournalTest(@TempDir Path workspace) {
    this.workspace = workspace;
  }

  @Test
  void whatIsAppendedIsRead() {
    write(RECORDS);
    assertEquals(new JournalReading.Sound(RECORDS, false), read());
    write(List.of(new JournalRecord.ApplyEnded(ApplyOutcome.DONE, Samples.NOON)));
    assertEquals(5, sound().records().size());
  }

  @Test
  void noJournalHoldsNothing() {
    assertEquals(new JournalReading.Sound(List.of(), false), read());
  }

  @Test
  void aCutJournalGivesWhatIsWhole() throws IOException {
    write(RECORDS);
    Corruption.truncations(
        Files.readAllBytes(path()),
        (what, bytes) -> {
          JournalReading.Sound sound =
              assertInstanceOf(JournalReading.Sound.class, reading(bytes), what);
          assertPrefix(sound.records(), what);
          boolean atLineEnd = bytes.length == 0 || bytes[bytes.length - 1] == '\n';
          assertEquals(!atLineEnd, sound.torn(), what);
        });
  }

  @Test
  void aFlippedBitIsDamageOrCostsTheEnd() throws IOException {
    write(RECORDS);
    byte[] whole = Files.readAllBytes(path());
    Corruption.flips(
        whole,
        (what, bytes) -> {
          switch (reading(bytes)) {
            case JournalReading.Sound(List<JournalRecord> records, boolean torn) -> {
              assertTrue(torn, what);
              assertPrefix(records, what);
              assertTrue(firstDifference(whole, bytes) >= lastLine(whole) - 1, what);
            }
            case JournalReading.Damaged damaged -> assertPrefix(damaged.before(), what);
          }
        });
  }

  @Test
  void aTailOfZerosIsTorn() throws IOException {
    write(RECORDS);
    byte[] zeros = Bytes.join(Files.readAllBytes(path()), new byte[4096]);
    assertEquals(new JournalReading.Sound(RECORDS, true), reading(zeros));
  }

  @Test
  void aMissingLineInTheMiddleIsDamage() throws IOException {
    write(RECORDS);
    List<String> lines = new ArrayList<>(Files.readAllLines(path()));
    lines.remove(2);
    Files.write(path(), lines);
    JournalReading.Damaged damaged = assertInstanceOf(JournalReading.Damaged.class, read());
    assertEquals(RECORDS.subList(0, 1), damaged.before());
    try (WorkspaceLock lock = WorkspaceLock.take(folder(), Locks.me())) {
      ClovaException e =
          assertThrows(ClovaException.class, () -> Journal.open(lock, LINEAGE, workspace));
      assertEquals(ProblemCode.STATE_DAMAGED, e.problems().getFirst().code());
    }
  }

  @Test
  void linesOfTheLastCommitMayReachTheDiskInAnyOrder() throws IOException {
    try (WorkspaceLock lock = WorkspaceLock.take(folder(), Locks.me());
        Journal journal = Journal.open(lock, LINEAGE, workspace)) {
      journal.append(RECORDS.getFirst());
      journal.append(RECORDS.subList(1, 4));
    }
    byte[] bytes = Files.readAllBytes(path());
    List<String> lines = Files.readAllLines(path());
    int lost = lines.get(0).length() + lines.get(1).length() + 2;
    Arrays.fill(bytes, lost, lost + 20, (byte) 0);
    assertEquals(new JournalReading.Sound(RECORDS.subList(0, 1), true), reading(bytes));
  }

  @Test
  void aTornEndIsCutOffBeforeMoreIsWritten() throws IOException {
    write(RECORDS);
    byte[] bytes = Files.readAllBytes(path());
    Files.write(path(), Arrays.copyOf(bytes, bytes.length - 5));
    JournalRecord ended = new JournalRecord.ApplyEnded(ApplyOutcome.DONE, Samples.NOON);
    write(List.of(ended));
    List<JournalRecord> expected = new ArrayList<>(RECORDS.subList(0, 3));
    expected.add(ended);
    assertEquals(new JournalReading.Sound(expected, false), read());
  }

  @Test
  void anotherWorkspacesJournalIsRefused() {
    write(RECORDS);
    ClovaException e = assertThrows(ClovaException.class, () -> Journal.read(folder(), "other"));
    assertEquals(ProblemCode.STATE_FOREIGN, e.problems().getFirst().code());
  }

  @Test
  void manyThreadsLoseNothingAndKeepTheirOwnOrder() throws Exception {
    int threads = 32;
    int each = 20;
    try (WorkspaceLock lock = WorkspaceLock.take(folder(), Locks.me());
        Journal journal = Journal.open(lock, LINEAGE, workspace);
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        long first = thread * 1000L;
        running.add(pool.submit(() -> appendResults(journal, first, each)));
      }
      await(running);
    }
    List<Long> numbers =
        sound().records().stream().map(r -> ((JournalRecord.Result) r).operation()).toList();
    assertEquals(threads * each, numbers.size());
    for (long thread = 0; thread < threads; thread++) {
      long number = thread;
      List<Long> own = numbers.stream().filter(n -> n / 1000 == number).toList();
      assertEquals(own.stream().sorted().toList(), own);
    }
  }

  @Test
  void anInterruptedThreadStillWrites() {
    try (WorkspaceLock lock = WorkspaceLock.take(folder(), Locks.me());
        Journal journal = Journal.open(lock, LINEAGE, workspace)) {
      Thread.currentThread().interrupt();
      journal.append(STARTED);
      Saved saved = new StateFile(folder(), LINEAGE).write(State.first(LINEAGE), lock);
      assertEquals(1, saved.state().serial());
      assertTrue(Thread.interrupted());
      journal.append(new JournalRecord.ApplyEnded(ApplyOutcome.INTERRUPTED, Samples.NOON));
    } finally {
      Thread.interrupted();
    }
    assertEquals(2, sound().records().size());
  }

  @Test
  void rotationKeepsTheOldJournalUnderTheSerial() throws IOException {
    write(RECORDS);
    byte[] before = Files.readAllBytes(path());
    JournalRecord ended = new JournalRecord.ApplyEnded(ApplyOutcome.DONE, Samples.NOON);
    try (WorkspaceLock lock = WorkspaceLock.take(folder(), Locks.me());
        Journal journal = Journal.open(lock, LINEAGE, workspace)) {
      journal.rotate(new StateFile(folder(), LINEAGE).write(State.first(LINEAGE), lock));
      journal.append(ended);
    }
    assertEquals(new JournalReading.Sound(List.of(ended), false), read());
    Path kept = folder().backups().resolve("journal.1");
    assertTrue(Arrays.equals(before, Files.readAllBytes(kept)));
  }

  @Test
  void anUnfinishedApplySaysWhatIsKnown() {
    Recovery recovery = Recovery.of(RECORDS);
    Unfinished unfinished = recovery.unfinished().orElseThrow();
    assertEquals(STARTED, unfinished.apply());
    assertEquals(List.of(UPDATE), unfinished.done());
    assertEquals(List.of(RESTART), unfinished.unknown());
    assertEquals(List.of(), unfinished.failed());
    assertEquals(
        8, recovery.replay(State.first("w")).placement(Samples.BLOG).orElseThrow().generation());
  }

  @Test
  void anEndedApplyIsNotUnfinished() {
    List<JournalRecord> ended = new ArrayList<>(RECORDS);
    ended.add(new JournalRecord.ApplyEnded(ApplyOutcome.PARTLY, Samples.NOON));
    assertEquals(Optional.empty(), Recovery.of(ended).unfinished());
  }

  @Test
  void replayDoesNotUndoWhatIsNewer() {
    State state = State.first("w").with(Samples.blog().withGeneration(12));
    assertEquals(state, Recovery.of(RECORDS).replay(state));
    assertFalse(Recovery.of(RECORDS).replay(State.first("w")).placements().isEmpty());
  }

  private StateFolder folder() {
    return StateFolder.of(workspace);
  }

  private Path path() {
    return folder().journal();
  }

  private JournalReading read() {
    return Journal.read(folder(), LINEAGE);
  }

  private JournalReading.Sound sound() {
    return assertInstanceOf(JournalReading.Sound.class, read());
  }

  private void write(List<JournalRecord> records) {
    try (WorkspaceLock lock = WorkspaceLock.take(folder(), Locks.me());
        Journal journal = Journal.open(lock, LINEAGE, workspace)) {
      records.forEach(journal::append);
    }
  }

  private static void appendResults(Journal journal, long first, int count) {
    for (long number = first; number < first + count; number++) {
      journal.append(new JournalRecord.Result(number, OperationOutcome.DONE, "", Samples.NOON));
    }
  }

  private static void await(List<Future<?>> running)
      throws InterruptedException, ExecutionException {
    for (Future<?> one : running) {
      one.get();
    }
  }

  private static JournalReading reading(byte[] bytes) {
    return JournalLines.of(bytes, LINEAGE).reading(Path.of("journal"));
  }

  private static void assertPrefix(List<JournalRecord> records, String what) {
    assertEquals(RECORDS.subList(0, records.size()), records, what);
  }

  private static int firstDifference(byte[] one, byte[] other) {
    return Arrays.mismatch(one, other);
  }

  private static int lastLine(byte[] bytes) {
    int at = bytes.length - 1;
    while (bytes[at - 1] != '\n') {
      at--;
    }
    return at;
  }
}
