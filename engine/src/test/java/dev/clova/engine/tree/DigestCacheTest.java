package dev.clova.engine.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.tree.DigestCache.Known;
import dev.clova.state.Digest;
import dev.clova.state.TreeEntry.FileEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestCacheTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final Digest DIGEST = Digest.of("content");

  private final Path file;
  private final SourceFolder folder;

  DigestCacheTest(@TempDir Path temporary) {
    file = temporary.resolve("deep/cache/blog");
    folder = new SourceFolder(temporary);
  }

  @Test
  void keepsDigestsForTheirVeryStamp() {
    DigestCache.empty().replace(file, Map.of("a/b", known(10)), NOW);

    DigestCache cache = DigestCache.read(file);

    assertEquals(Optional.of(known(10)), cache.find("a/b", stamp(10)));
    assertEquals(Optional.empty(), cache.find("a/b", stamp(11)));
    assertEquals(Optional.empty(), cache.find("a/c", stamp(10)));
  }

  @Test
  void forgetsWhatWasTouchedWithinTheClocksGrain() {
    DigestCache.empty().replace(file, Map.of("old", known(3), "young", known(1)), NOW);

    DigestCache cache = DigestCache.read(file);

    assertEquals(Optional.of(known(3)), cache.find("old", stamp(3)));
    assertEquals(Optional.empty(), cache.find("young", stamp(1)));
  }

  @Test
  void aDamagedCacheIsEmpty() throws IOException {
    DigestCache.empty().replace(file, Map.of("a", known(10)), NOW);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 4;
      Files.write(file, damaged);
      assertEquals(Optional.empty(), DigestCache.read(file).find("a", stamp(10)));
    }
    Files.write(file, new byte[0]);
    assertEquals(Optional.empty(), DigestCache.read(file).find("a", stamp(10)));
  }

  @Test
  void aPlaceThatCannotBeWrittenDoesNoHarm() throws IOException {
    Files.createDirectories(file);

    DigestCache.empty().replace(file, Map.of("a", known(10)), NOW);

    assertEquals(Optional.empty(), DigestCache.read(file).find("a", stamp(10)));
    assertArrayEquals(new String[] {"blog"}, file.resolveSibling(".").toFile().list());
  }

  @Test
  void unchangedFilesAreNotReadAgain() throws IOException {
    folder.write("a", "one");
    Clock later = Clock.offset(Clock.fixed(Instant.now(), ZoneOffset.UTC), Duration.ofSeconds(10));
    TreeScanner scanner = new TreeScanner(folder.cache(), 1, later);
    scanner.scan(folder.source(), SourceFolder.sync());
    // A planted digest that comes back shows that the file itself was not read.
    Path cache = folder.cache().resolve("blog");
    FileStamp stamp = FileStamp.of(folder.directory().resolve("a"));
    assertTrue(DigestCache.read(cache).find("a", stamp).isPresent());
    DigestCache.empty().replace(cache, Map.of("a", new Known(stamp, DIGEST)), later.instant());

    assertEquals(DIGEST, digest(scanner, "a"));
    folder.write("a", "other");
    assertEquals(Digest.of("other"), digest(scanner, "a"));
  }

  private Digest digest(TreeScanner scanner, String path) {
    SourceTree source = scanner.scan(folder.source(), SourceFolder.sync());
    LocalTree tree = source.render((template, text) -> new byte[0]);
    return ((FileEntry) tree.tree().find(path).orElseThrow()).digest();
  }

  private static Known known(int secondsAgo) {
    return new Known(stamp(secondsAgo), DIGEST);
  }

  private static FileStamp stamp(int secondsAgo) {
    long changed = (NOW.getEpochSecond() - secondsAgo) * 1_000_000_000L;
    return new FileStamp(0100644, 3, changed, changed, 7);
  }
}
