package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a run at every crash point there is, and looks at what it leaves. */
final class CrashTest {

  private static final int KILLED = 137;

  private final Path base;

  CrashTest(@TempDir Path base) {
    this.base = base;
  }

  @Test
  void killedAnywhereARunLeavesTheOldStateOrTheNewAndAllThatItWasPromised() throws Exception {
    List<String> points = points();
    assertTrue(points.size() > 40, points::toString);
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(cores)) {
      List<Callable<String>> runs = points.stream().map(this::killedAt).toList();
      for (Future<String> run : pool.invokeAll(runs)) {
        run.get();
      }
    }
  }

  private Callable<String> killedAt(String point) {
    return () -> {
      Path workspace = workspace(point.replace('#', '-'));
      try (Child child = Child.start(CrashingRun.class, "halt:" + point, workspace)) {
        List<String> promised = child.lines();
        assertEquals(KILLED, child.end(), point);
        examine(workspace, promised, point);
      }
      return point;
    };
  }

  private List<String> points() throws Exception {
    Path workspace = workspace("record");
    Path points = base.resolve("points");
    try (Child child = Child.start(CrashingRun.class, "record:" + points, workspace)) {
      assertEquals(List.of(), child.lines().stream().filter(l -> l.contains("Exception")).toList());
      assertEquals(0, child.end());
    }
    return Files.readAllLines(points);
  }

  private Path workspace(String name) throws IOException {
    Path workspace = Files.createDirectory(base.resolve(name));
    StateFolder folder = StateFolder.of(workspace);
    try (WorkspaceLock lock = WorkspaceLock.take(folder, Locks.me())) {
      new StateFile(folder, CrashingRun.LINEAGE).write(Samples.state(CrashingRun.LINEAGE), lock);
    }
    return workspace;
  }

  private static void examine(Path workspace, List<String> promised, String point)
      throws IOException {
    StateFolder folder = StateFolder.of(workspace);
    int journaled = Collections.frequency(promised, "journaled");
    Optional<PlacementRecord> after = Optional.of(CrashingRun.after());
    try (WorkspaceLock lock = WorkspaceLock.take(folder, Locks.me())) {
      assertTrue(lock.isHeld());
      assertEquals(List.of(), strays(folder), point);
      State state = state(folder, point);
      assertTrue(state.serial() == 2 || !promised.contains("saved"), point);
      List<JournalRecord> records = records(folder, point);
      assertTrue(records.size() >= journaled || state.serial() == 2, point);
      if (journaled == CrashingRun.RECORDS.size()) {
        assertEquals(after, Recovery.of(records).replay(state).placement(Samples.BLOG), point);
        State lost = new StateFile(folder, CrashingRun.LINEAGE).recover().state();
        assertEquals(after, lost.placement(Samples.BLOG), point);
      }
    }
    converges(workspace, point);
  }

  private static State state(StateFolder folder, String point) {
    StateReading reading = new StateFile(folder, CrashingRun.LINEAGE).read();
    State state = assertInstanceOf(StateReading.Found.class, reading, point).state();
    State old = Samples.state(CrashingRun.LINEAGE).withSerial(1);
    State wanted = old.with(CrashingRun.after()).with(Samples.apply("a-2")).withSerial(2);
    assertTrue(state.equals(old) || state.equals(wanted), point);
    return state;
  }

  private static List<JournalRecord> records(StateFolder folder, String point) {
    JournalReading reading = Journal.read(folder, CrashingRun.LINEAGE);
    List<JournalRecord> records =
        assertInstanceOf(JournalReading.Sound.class, reading, point).records();
    assertEquals(CrashingRun.RECORDS.subList(0, records.size()), records, point);
    return records;
  }

  private static List<Path> strays(StateFolder folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder.path())) {
      return files.filter(file -> file.toString().endsWith("tmp")).toList();
    }
  }

  private static void converges(Path workspace, String point) {
    CrashingRun.run(workspace, _ -> {});
    StateFolder folder = StateFolder.of(workspace);
    StateReading reading = new StateFile(folder, CrashingRun.LINEAGE).read();
    State state = assertInstanceOf(StateReading.Found.class, reading, point).state();
    assertEquals(Optional.of(CrashingRun.after()), state.placement(Samples.BLOG), point);
    assertEquals(
        new JournalReading.Sound(List.of(), false),
        Journal.read(folder, CrashingRun.LINEAGE),
        point);
  }
}
