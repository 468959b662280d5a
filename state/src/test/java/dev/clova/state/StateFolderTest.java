package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateFolderTest {

  private final StateFolder folder;

  StateFolderTest(@TempDir Path workspace) {
    this.folder = StateFolder.of(workspace);
  }

  @Test
  void lookingMakesNothing() {
    assertFalse(folder.exists());
    assertEquals(new StateReading.Missing(), new StateFile(folder, "w").read());
    assertEquals(new JournalReading.Sound(List.of(), false), Journal.read(folder, "w"));
    assertEquals(List.of(), folder.writableByOthers());
    assertFalse(Files.exists(folder.path()));
  }

  @Test
  void anOpenFolderIsClosedToOthersBeforeItIsWritten() throws IOException {
    Files.createDirectory(folder.path());
    open(folder.path(), "rwxrwxrwx");
    assertEquals(List.of(folder.path()), folder.writableByOthers());
    folder.prepare();
    assertEquals(List.of(), folder.writableByOthers());
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())));
  }

  @Test
  void aStateThatAnyoneCouldWriteIsReadAndNamed() throws IOException {
    folder.prepare();
    Files.write(folder.state(), StateCodec.write(State.first("w")));
    open(folder.state(), "rw-rw-rw-");
    assertEquals(List.of(folder.state()), folder.writableByOthers());
    assertEquals(new StateReading.Found(State.first("w")), new StateFile(folder, "w").read());
  }

  @Test
  void whatBelongsToSomebodyElseIsNotObeyed() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root may give files away");
    folder.prepare();
    Files.write(folder.state(), StateCodec.write(State.first("w")));
    UserPrincipal other =
        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    Files.setOwner(folder.state(), other);
    StateFile file = new StateFile(folder, "w");
    ClovaException e = assertThrows(ClovaException.class, file::read);
    assertEquals(ProblemCode.REFUSED, e.problems().getFirst().code());
    assertTrue(e.problems().getFirst().detail().contains("belongs to `nobody`"));
    Files.setOwner(folder.path(), other);
    assertThrows(ClovaException.class, folder::prepare);
  }

  private static void open(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }
}
