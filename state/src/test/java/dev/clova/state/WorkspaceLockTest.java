package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkspaceLockTest {

  private final Path workspace;
  private final StateFolder folder;

  WorkspaceLockTest(@TempDir Path workspace) {
    this.workspace = workspace;
    this.folder = StateFolder.of(workspace);
  }

  @Test
  void theSecondInOneProcessIsToldWhoHasIt() {
    try (WorkspaceLock lock = WorkspaceLock.take(folder, Locks.me())) {
      assertTrue(lock.isHeld());
      ClovaException e = assertThrows(ClovaException.class, this::take);
      assertEquals(ProblemCode.LOCKED, e.problems().getFirst().code());
      assertEquals(
          "This working directory is in use by ann@laptop (process %d) since 2026-11-23T12:00:00Z:"
                  .formatted(ProcessHandle.current().pid())
              + " `clova apply` (lock l-1).",
          e.problems().getFirst().detail());
    }
    take().close();
    assertEquals(Optional.empty(), WorkspaceLock.holder(folder));
  }

  @Test
  void withoutDetailsTheHolderHasOnlyJustBegun() throws IOException {
    try (WorkspaceLock lock = WorkspaceLock.take(folder, Locks.me())) {
      Files.write(folder.holder(), new byte[0]);
      ClovaException e = assertThrows(ClovaException.class, this::take);
      assertTrue(e.problems().getFirst().detail().contains("only just begun"));
      assertTrue(lock.isHeld());
    }
  }

  @RepeatedTest(3)
  void ofEightProcessesExactlyOneHasIt() throws Exception {
    Path barrier = workspace.resolve("barrier");
    List<Child> children = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        children.add(Child.start(LockContender.class, "", workspace, barrier));
      }
      for (Child child : children) {
        assertEquals("ready", child.line());
      }
      Files.createFile(barrier);
      List<String> answers = new ArrayList<>();
      for (Child child : children) {
        answers.add(child.line());
      }
      assertEquals(
          1,
          answers.stream().filter(answer -> answer.startsWith("has ")).count(),
          answers::toString);
      assertEquals(
          7,
          answers.stream().filter(answer -> answer.startsWith("LOCKED ")).count(),
          answers::toString);
    } finally {
      children.forEach(Child::close);
    }
  }

  @Test
  void nothingThatReadsTheFolderDropsTheLock() throws Exception {
    try (WorkspaceLock lock = WorkspaceLock.take(folder, Locks.me())) {
      Saved saved = new StateFile(folder, "w").write(State.first("w"), lock);
      try (Journal journal = Journal.open(lock, "w", workspace)) {
        journal.rotate(saved);
      }
      new StateFile(folder, "w").read();
      new StateFile(folder, "w").recover();
      Journal.read(folder, "w");
      WorkspaceLock.holder(folder);
      folder.writableByOthers();
      new PlanFolder(folder).keep(Samples.plan());
      assertThrows(ClovaException.class, this::take);
      assertThrows(ClovaException.class, () -> WorkspaceLock.clearStale(folder, "l-1", Locks.me()));
      try (Child child = Child.start(LockContender.class, "", workspace, workspace)) {
        assertEquals("ready", child.line());
        assertTrue(child.line().startsWith("LOCKED "));
      }
      assertTrue(lock.isHeld());
    }
  }

  @Test
  void theLockEndsWithItsProcess() throws Exception {
    try (Child child = Child.start(LockContender.class, "", workspace, workspace)) {
      assertEquals("ready", child.line());
      String id = child.line().substring("has ".length());
      assertThrows(ClovaException.class, this::take);
      assertEquals(id, WorkspaceLock.holder(folder).orElseThrow().id());
      child.kill();
      assertThrows(
          ClovaException.class, () -> WorkspaceLock.clearStale(folder, "l-other", Locks.me()));
      LockHolder stale = WorkspaceLock.clearStale(folder, id, Locks.me()).orElseThrow();
      assertEquals(child.pid(), stale.pid());
      assertFalse(Files.exists(folder.holder()));
      take().close();
    }
  }

  @Test
  void strayFilesOfDeadRunsAreRemovedUnderTheLock() throws IOException {
    folder.prepare();
    Path stray = Files.createFile(folder.path().resolve("state.json.123.clova-tmp"));
    take().close();
    assertFalse(Files.exists(stray));
  }

  private WorkspaceLock take() {
    return WorkspaceLock.take(folder, Locks.holder("l-2"));
  }
}
