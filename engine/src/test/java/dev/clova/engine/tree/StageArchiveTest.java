package dev.clova.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.definition.SyncDefinition.ModeRule;
import dev.clova.state.ClovaException;
import dev.clova.state.Digest;
import dev.clova.state.ProblemCode;
import dev.clova.state.TreeEntry.FileEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageArchiveTest {

  private final Path temporary;
  private final SourceFolder folder;

  StageArchiveTest(@TempDir Path temporary) {
    this.temporary = temporary;
    this.folder = new SourceFolder(temporary);
  }

  @Test
  void arrivesAsDeclared() throws Exception {
    folder
        .write("bin/run", "#!/bin/sh\n", 0755)
        .write("a b/$(touch x)", "one")
        .write("-rf", "two")
        .write("\\back", "three")
        .write("empty", "")
        .write("block", "x".repeat(512))
        .write("over", "x".repeat(513))
        .directory("nothing/in/here")
        .link("link", "a b")
        .write("é", "four");
    LocalTree tree =
        folder
            .scan(SourceFolder.sync(List.of(), List.of(new ModeRule("empty", 0400))))
            .render((path, text) -> new byte[0])
            .with(".env", 0600, new byte[] {'x'});
    for (List<String> tools : List.of(Unpacked.GNU, Unpacked.BUSYBOX)) {
      Unpacked unpacked = Unpacked.of(tree, temporary.resolve("to" + tools.size()), tools);
      unpacked.verify();
      assertEquals(tree.tree().entries(), unpacked.tree().entries());
    }
    assertTrue(StageArchive.isMisread("\\back"));
    assertEquals(
        Unpacked.MODIFIED,
        Files.getLastModifiedTime(temporary.resolve("to0/tree/bin/run")).toInstant());
  }

  @Test
  void aFileThatIsNotWhatWasPlannedEndsTheArchive() throws IOException {
    folder.write("a", "one").write("b", "two").write("c", "three").write("d", "four");
    LocalTree tree = folder.tree();
    folder.write("a", "oNe");
    assertChanged(tree, "a", "is not what was planned any more");
    folder.write("b", "two and more");
    assertChanged(tree, "b", "is not what was planned any more");
    folder.write("b", "");
    assertChanged(tree, "b", "is not what was planned any more");
    Files.delete(folder.directory().resolve("c"));
    assertChanged(tree, "c", "cannot be read: it is gone");
    Files.delete(folder.directory().resolve("d"));
    folder.link("d", "c");
    assertChanged(tree, "d", "cannot be read: it is no regular file any more");
  }

  @Test
  void aDirectoryExchangedForALinkIsNotEntered() throws IOException {
    folder.write("a/b", "one");
    LocalTree tree = folder.tree();
    Files.move(folder.directory().resolve("a"), folder.directory().resolve("moved"));
    folder.link("a", "moved");

    ClovaException refused =
        assertThrows(ClovaException.class, () -> pack(tree, OutputStream.nullOutputStream()));

    assertTrue(refused.problems().getFirst().detail().startsWith("`apps/blog/a/b` cannot be read"));
  }

  @Test
  void aFailureOfTheReceiverIsNotTheFilesFault() throws IOException {
    folder.write("a", "x".repeat(1 << 20));
    LocalTree tree = folder.tree();
    OutputStream full =
        new OutputStream() {
          private int taken;

          @Override
          public void write(int value) throws IOException {
            if (taken++ > 100_000) {
              throw new IOException("no more");
            }
          }
        };

    IOException failure = assertThrows(IOException.class, () -> pack(tree, full));

    assertEquals("no more", failure.getMessage());
  }

  @Test
  void aFileBeyondTarsEightGigabytesHasItsSize() throws Exception {
    long size = 10L << 30;
    FileEntry huge = new FileEntry("huge", 0644, size, Digest.of("not looked at"));
    byte[] header = TarHeaders.of(huge, "tree/", Unpacked.MODIFIED);
    for (String tar : List.of("tar", "busybox tar")) {
      Process list = new ProcessBuilder("sh", "-c", tar + " -tvf - 2>&1").start();
      try (OutputStream out = list.getOutputStream()) {
        out.write(header);
      }
      String said = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(said.contains(" " + size + " "), said);
    }
  }

  private void assertChanged(LocalTree tree, String path, String fault) {
    LocalTree one = LocalTree.of(folder.source(), List.of(tree.tree().find(path).orElseThrow()));
    ClovaException refused =
        assertThrows(ClovaException.class, () -> pack(one, OutputStream.nullOutputStream()));
    assertEquals(ProblemCode.STALE, refused.problems().getFirst().code());
    assertEquals("`apps/blog/" + path + "` " + fault + ".", refused.problems().getFirst().detail());
  }

  private static void pack(LocalTree tree, OutputStream out) throws IOException {
    try (StageArchive archive = new StageArchive(out, Unpacked.MODIFIED)) {
      archive.tree("tree/", tree, tree.tree().entries());
    }
  }
}
