package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateFileTest {

  private static final String LINEAGE = "k3v9t2mq";

  private final Path workspace;

  StateFileTest(@TempDir Path workspace) {
    this.workspace = workspace;
  }

  @Test
  void noFileIsMissingAndNotEmpty() {
    assertEquals(new StateReading.Missing(), file().read());
    folder().prepare();
    assertEquals(new StateReading.Missing(), file().read());
  }

  @Test
  void anEmptyFileIsDamage() throws IOException {
    folder().prepare();
    Files.createFile(folder().state());
    assertInstanceOf(StateReading.Damaged.class, file().read());
  }

  @Test
  void aWrittenStateIsReadWithTheNextSerial() throws IOException {
    State state = Samples.state(LINEAGE);
    Saved saved = write(state);
    assertEquals(1, saved.state().serial());
    assertEquals(new StateReading.Found(saved.state()), file().read());
    assertEquals("rw-------", mode(folder().state()));
    assertEquals("rwx------", mode(folder().path()));
  }

  @Test
  void theFileIsJsonWithTheFormatFirst() throws IOException {
    write(Samples.state(LINEAGE));
    byte[] bytes = Files.readAllBytes(folder().state());
    Members json = JsonIn.object(bytes);
    assertEquals("clova.state/1", json.text("format"));
    assertEquals(LINEAGE, json.object("state").text("lineage"));
    assertTrue(text(bytes).startsWith("{\n  \"format\": \"clova.state/1\",\n"), text(bytes));
    assertTrue(text(bytes).endsWith("}\n"), text(bytes));
  }

  @Test
  void noChangedStateIsTakenForWhole() {
    Corruption.all(
        StateCodec.write(Samples.state(LINEAGE)),
        (what, bytes) -> {
          try {
            StateCodec.read(bytes);
            fail(what);
          } catch (Malformed | ClovaException e) {
            assertTrue(e instanceof Malformed || code(e) == ProblemCode.STATE_VERSION, what);
          }
        });
  }

  @Test
  void tenEarlierVersionsAreKept() {
    State state = Samples.state(LINEAGE);
    for (int i = 0; i < 13; i++) {
      state = write(state).state();
    }
    List<Long> kept = List.copyOf(Backups.ofStates(folder()).list().keySet());
    assertEquals(LongStream.rangeClosed(3, 12).boxed().toList(), kept);
  }

  @Test
  void anOvertakenStateIsNotWritten() throws IOException {
    State first = write(Samples.state(LINEAGE)).state();
    State second = write(first).state();
    byte[] before = Files.readAllBytes(folder().state());
    ClovaException e = assertThrows(ClovaException.class, () -> write(first));
    assertEquals(ProblemCode.STATE_NOT_WRITTEN, code(e));
    assertArrayEquals(before, Files.readAllBytes(folder().state()));
    assertEquals(new StateReading.Found(second), file().read());
  }

  @Test
  void anotherWorkspacesStateIsRefused() throws IOException {
    write(Samples.state(LINEAGE));
    byte[] before = Files.readAllBytes(folder().state());
    StateFile other = new StateFile(folder(), "other");
    assertEquals(ProblemCode.STATE_FOREIGN, code(assertThrows(ClovaException.class, other::read)));
    try (WorkspaceLock lock = WorkspaceLock.take(folder(), Locks.me())) {
      State state = Samples.state("other");
      assertThrows(ClovaException.class, () -> other.write(state, lock));
    }
    assertArrayEquals(before, Files.readAllBytes(folder().state()));
  }

  @Test
  void aNewerFormatIsRefusedAndLeftAsItIs() throws IOException {
    folder().prepare();
    byte[] newer = "{ \"format\" : \"clova.state/2\", \"x\": 1 }".getBytes(StandardCharsets.UTF_8);
    Files.write(folder().state(), newer);
    assertEquals(ProblemCode.STATE_VERSION, code(assertThrows(ClovaException.class, file()::read)));
    State state = Samples.state(LINEAGE);
    assertThrows(ClovaException.class, () -> write(state));
    assertArrayEquals(newer, Files.readAllBytes(folder().state()));
  }

  @Test
  void aLinkIsNeitherReadNorWrittenThrough() throws IOException {
    folder().prepare();
    Path elsewhere = Files.write(workspace.resolve("elsewhere"), new byte[0]);
    Files.createSymbolicLink(folder().state(), elsewhere);
    assertEquals(ProblemCode.REFUSED, code(assertThrows(ClovaException.class, file()::read)));
    State state = Samples.state(LINEAGE);
    assertThrows(ClovaException.class, () -> write(state));
    assertEquals(0, Files.size(elsewhere));
  }

  @Test
  void aFolderAndAPipeAreRefusedWithoutOpeningThem() throws Exception {
    folder().prepare();
    Files.createDirectory(folder().state());
    assertEquals(ProblemCode.REFUSED, code(assertThrows(ClovaException.class, file()::read)));
    Files.delete(folder().state());
    Process mkfifo = new ProcessBuilder("mkfifo", folder().state().toString()).start();
    assertEquals(0, mkfifo.waitFor());
    assertEquals(ProblemCode.REFUSED, code(assertThrows(ClovaException.class, file()::read)));
  }

  @Test
  void aLinkedFolderIsRefused() throws IOException {
    Path elsewhere = Files.createDirectory(workspace.resolve("elsewhere"));
    Files.createSymbolicLink(folder().path(), elsewhere);
    assertThrows(ClovaException.class, () -> folder().prepare());
    assertThrows(ClovaException.class, file()::read);
  }

  @Test
  void aDamagedStateIsSetAsideWhenANewOneIsWritten() throws IOException {
    write(Samples.state(LINEAGE));
    Files.writeString(folder().state(), "{}");
    Recovered recovered = file().recover();
    write(recovered.state());
    List<Path> damaged = List.copyOf(Backups.ofDamaged(folder()).list().values());
    assertEquals("{}", Files.readString(damaged.getFirst()));
  }

  @Test
  void aLostStateComesBackFromBackupAndJournals() {
    PlacementRecord blog = Samples.blog();
    try (WorkspaceLock lock = WorkspaceLock.take(folder(), Locks.me());
        Journal journal = Journal.open(lock, LINEAGE, workspace)) {
      Saved saved = file().write(Samples.state(LINEAGE), lock);
      journal.rotate(saved);
      journal.append(new JournalRecord.Recorded(blog.withGeneration(8)));
      saved = file().write(saved.state().with(blog.withGeneration(8)), lock);
      journal.rotate(saved);
      journal.append(
          List.of(
              new JournalRecord.Recorded(blog.withGeneration(9)),
              new JournalRecord.Dropped(Samples.BASE)));
      delete(folder().state());
      Recovered recovered = file().recover();
      State expected = saved.state().with(blog.withGeneration(9)).without(Samples.BASE);
      assertEquals(expected.placements(), recovered.state().placements());
      assertEquals(Optional.of(folder().backups().resolve("state.1.json")), recovered.backup());
      assertEquals(List.of(), recovered.unusable());
    }
  }

  @Test
  void aDamagedBackupIsPassedOverAndNamed() throws IOException {
    State state = write(write(write(Samples.state(LINEAGE)).state()).state()).state();
    assertEquals(3, state.serial());
    Path newest = folder().backups().resolve("state.2.json");
    Files.delete(newest);
    Files.writeString(newest, "junk");
    Recovered recovered = file().recover();
    assertEquals(1, recovered.state().serial());
    assertEquals(1, recovered.unusable().size());
    assertTrue(recovered.unusable().getFirst().contains("state.2.json"));
  }

  private StateFolder folder() {
    return StateFolder.of(workspace);
  }

  private StateFile file() {
    return new StateFile(folder(), LINEAGE);
  }

  private Saved write(State state) {
    try (WorkspaceLock lock = WorkspaceLock.take(folder(), Locks.me())) {
      return file().write(state, lock);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ProblemCode code(Exception e) {
    return ((ClovaException) e).problems().getFirst().code();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
