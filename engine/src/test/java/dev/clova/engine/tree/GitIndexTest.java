package dev.clova.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitIndexTest {

  private final SourceFolder folder;
  private final Path index;

  GitIndexTest(@TempDir Path temporary) {
    folder = new SourceFolder(temporary);
    index = temporary.resolve(".git/index");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void whatGitDoesNotTrackIsNamed(int version) throws Exception {
    folder.write("service.clova.toml", "").write("a/é.txt", "").write("a/much longer.txt", "");
    folder.write(".gitignore", "secret\n").link("link", "a");
    commitAll(version);
    folder.write("secret", "").write("new", "").link("other", "a");

    assertEquals(
        List.of(
            new SourceWarning(
                "apps/blog",
                "holds what Git does not track, and another checkout would lack: `new`, `other`,"
                    + " `secret`")),
        folder.scan().warnings());
    assertEquals(version, Files.readAllBytes(index)[7]);
  }

  @Test
  void aServiceThatIsNewAsAWholeIsNotWarnedOf() throws Exception {
    Files.createDirectories(folder.directory());
    Files.writeString(folder.folder().resolve("clova.toml"), "");
    commitAll(2);
    folder.write("service.clova.toml", "").write("a", "");

    assertEquals(List.of(), folder.scan().warnings());
  }

  @Test
  void noIndexSaysNothing() throws IOException {
    folder.write("a", "");
    assertEquals(List.of(), folder.scan().warnings());
    Files.createDirectories(index.getParent());
    assertEquals(List.of(), folder.scan().warnings());
  }

  @Test
  void aDamagedIndexSaysNothingOrLess() throws Exception {
    folder.write("a", "").write("b", "");
    commitAll(4);
    byte[] whole = Files.readAllBytes(index);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= (byte) 0x81;
      Files.write(index, damaged);
      folder.scan();
      Files.write(index, Arrays.copyOf(whole, i));
      assertEquals(List.of(), folder.scan().warnings());
    }
  }

  @Test
  void extensionsAreSkippedUnlessTheyHoldNames() throws Exception {
    folder.write("a", "");
    commitAll(2);
    folder.write("b", "");
    byte[] plain = Files.readAllBytes(index);

    Files.write(index, extended(plain, "TREE"));
    assertEquals(1, folder.scan().warnings().size());
    Files.write(index, extended(plain, "link"));
    assertEquals(List.of(), folder.scan().warnings());
  }

  private static byte[] extended(byte[] index, String kind) {
    int end = index.length - 20;
    return ByteBuffer.allocate(index.length + 11)
        .put(index, 0, end)
        .put(kind.getBytes(StandardCharsets.US_ASCII))
        .putInt(3)
        .put(new byte[] {1, 2, 3})
        .put(index, end, 20)
        .array();
  }

  @Test
  void aLinkedWorkingTreeIsFollowed() throws Exception {
    folder.write("a", "");
    commitAll(2);
    Path elsewhere = folder.folder().resolve("elsewhere");
    Files.move(folder.folder().resolve(".git"), elsewhere);
    Files.writeString(folder.folder().resolve(".git"), "gitdir: elsewhere\n");
    folder.write("b", "");

    assertEquals(1, folder.scan().warnings().size());
  }

  private void commitAll(int version) throws Exception {
    try (Git git = Git.init().setDirectory(folder.folder().toFile()).call()) {
      StoredConfig config = git.getRepository().getConfig();
      config.setInt("index", null, "version", version);
      config.save();
      git.add().addFilepattern(".").call();
    }
  }
}
