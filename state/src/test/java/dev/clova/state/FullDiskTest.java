package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk with room for very little, where the user may mount one. */
final class FullDiskTest {

  private static final String LINEAGE = "k3v9t2mq";

  private final Path base;
  private final Path disk;

  FullDiskTest(@TempDir Path base) {
    this.base = base;
    this.disk = base.resolve("disk");
  }

  @BeforeEach
  void mount() throws Exception {
    Files.createDirectory(disk);
    assumeTrue("root".equals(System.getProperty("user.name")), "only root may mount");
    assumeTrue(ran("mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", disk.toString()), "no tmpfs");
  }

  @AfterEach
  void unmount() throws Exception {
    if (!Files.getFileStore(disk).equals(Files.getFileStore(base))) {
      assertTrue(ran("umount", disk.toString()));
    }
  }

  @Test
  void aStateForWhichThereIsNoRoomLeavesTheOldOne() throws IOException {
    StateFolder folder = StateFolder.of(disk);
    StateFile file = new StateFile(folder, LINEAGE);
    try (WorkspaceLock lock = WorkspaceLock.take(folder, Locks.me())) {
      State state = file.write(Samples.state(LINEAGE), lock).state();
      byte[] before = Files.readAllBytes(folder.state());
      State large = state.with(large());
      ClovaException e = assertThrows(ClovaException.class, () -> file.write(large, lock));
      assertEquals(ProblemCode.STATE_NOT_WRITTEN, e.problems().getFirst().code());
      assertTrue(e.problems().getFirst().detail().contains("No space left"), e.getMessage());
      assertArrayEquals(before, Files.readAllBytes(folder.state()));
      assertEquals(new StateReading.Found(state), file.read());
    }
    try (Stream<Path> files = Files.walk(folder.path())) {
      assertEquals(List.of(), files.filter(f -> f.toString().endsWith("tmp")).toList());
    }
  }

  @Test
  void aJournalForWhichThereIsNoRoomTakesNoMoreAndIsSavedElsewhere() throws IOException {
    StateFolder folder = StateFolder.of(disk);
    List<JournalRecord> taken = new ArrayList<>();
    JournalRecord next = new JournalRecord.Recorded(Samples.blog());
    try (WorkspaceLock lock = WorkspaceLock.take(folder, Locks.me());
        Journal journal = Journal.open(lock, LINEAGE, base.resolve("not/yet"))) {
      ClovaException e =
          assertThrows(ClovaException.class, () -> appendForEver(journal, next, taken));
      assertEquals(ProblemCode.STATE_NOT_WRITTEN, e.problems().getFirst().code());
      assertTrue(e.problems().getFirst().hint().contains(rescued().toString()));
      assertThrows(ClovaException.class, () -> journal.append(next));
    }
    JournalReading.Sound read =
        assertInstanceOf(JournalReading.Sound.class, Journal.read(folder, LINEAGE));
    assertEquals(taken, read.records());
    String line = Files.readString(rescued());
    assertTrue(line.contains("\"is\":\"recorded\""), line);
  }

  private static void appendForEver(
      Journal journal, JournalRecord record, List<JournalRecord> taken) {
    while (taken.size() < 1000) {
      journal.append(record);
      taken.add(record);
    }
  }

  private Path rescued() throws IOException {
    try (Stream<Path> files = Files.list(base.resolve("not/yet"))) {
      return files.filter(file -> file.toString().endsWith(".lines")).findFirst().orElseThrow();
    }
  }

  private static PlacementRecord large() {
    Address address = Address.of(Samples.BASE, "file", "/etc/large");
    return Samples.base().withResources(Map.of(address, Attributes.of("x", "y".repeat(200_000))));
  }

  private static boolean ran(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }
}
