package dev.clova.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clova.state.PathStat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a target sends in a move: an honest archive comes through whole, of another what is asked.
 */
class TarGateTest {

  private static final Map<String, PathStat.Type> LISTED =
      Map.of(
          "data", PathStat.Type.DIRECTORY,
          "data/a", PathStat.Type.FILE,
          "data/b", PathStat.Type.FILE,
          "data/sub", PathStat.Type.DIRECTORY,
          "data/sub/c", PathStat.Type.FILE,
          "data/link", PathStat.Type.LINK);

  private static final byte[] TEXT = "text\n".getBytes(StandardCharsets.UTF_8);

  private final Path folder;

  TarGateTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** What came through, and what was refused. */
  private static final class Passed {

    private final byte[] archive;
    private final Optional<String> refused;

    Passed(byte[] archive, Optional<String> refused) {
      this.archive = archive;
      this.refused = refused;
    }

    /** Of all entries, if need be up to the end of an archive that is cut off. */
    List<String> names() {
      List<String> names = new ArrayList<>();
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
        TarArchiveEntry entry = tar.getNextEntry();
        while (entry != null) {
          names.add(entry.getName());
          entry = tar.getNextEntry();
        }
      } catch (IOException e) {
        return names;
      }
      return names;
    }
  }

  private static Passed pass(byte[] archive, boolean pax, Map<String, PathStat.Type> listed)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TarGate gate = new TarGate(new ByteArrayInputStream(archive), pax, listed);
    gate.pass(out);
    return new Passed(out.toByteArray(), gate.refused());
  }

  private static byte[] entry(int type, String name, String link, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        new TarEntryHeader((byte) type, name, link, 0644, 0, 0, content.length, 1).gnu());
    out.writeBytes(content);
    out.writeBytes(new byte[TarEntryHeader.padding(content.length)]);
    return out.toByteArray();
  }

  private static byte[] file(String name) {
    return entry(TarConstants.LF_NORMAL, name, "", TEXT);
  }

  private static byte[] archive(byte[]... entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Stream.of(entries).forEach(out::writeBytes);
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "tar --format=posix -S --pax-option=delete=atime, tar, true",
    "tar --format=gnu, tar, false",
    "tar --format=gnu, busybox tar, false",
    "busybox tar, tar, false",
    "busybox tar, busybox tar, false"
  })
  void honestArchiveComesThroughWhole(String packs, String unpacks, boolean pax) throws Exception {
    assumeTrue(sh("command -v busybox").equals("0") || !(packs + unpacks).contains("busybox"));
    Path from = Files.createDirectories(folder.resolve("from/data/" + "long/".repeat(30)));
    Path data = folder.resolve("from/data");
    Files.writeString(from.resolve("n".repeat(120)), "deep");
    Files.createSymbolicLink(data.resolve("link"), Path.of("/" + "t".repeat(150)));
    Files.createLink(data.resolve("same"), from.resolve("n".repeat(120)));
    Files.writeString(data.resolve("-rf 'ü\n"), "odd");
    Files.write(data.resolve("large"), new byte[200_000]);
    try (FileChannel hole =
        FileChannel.open(
            data.resolve("hole"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      hole.write(ByteBuffer.wrap(new byte[] {1}), 1 << 20);
    }
    assertEquals("0", sh("cd from && " + packs + " -c -f ../sent -- ./data"));
    Passed passed = pass(Files.readAllBytes(folder.resolve("sent")), pax, types("from"));
    assertEquals(Optional.empty(), passed.refused);
    Files.write(folder.resolve("passed"), passed.archive);
    Files.createDirectory(folder.resolve("to"));
    assertEquals("0", sh("cd to && " + unpacks + " -x -p -f ../passed"));
    assertEquals("0", sh("diff -r --no-dereference from to"));
    String stats = "(cd %s && find . -type f -exec stat -c '%%n %%a %%Y %%h %%s' {} + | sort) >%s";
    assertEquals("0", sh(stats.formatted("from", "one") + "; " + stats.formatted("to", "two")));
    assertEquals(Files.readString(folder.resolve("one")), Files.readString(folder.resolve("two")));
  }

  private Map<String, PathStat.Type> types(String top) throws IOException {
    Map<String, PathStat.Type> types = new TreeMap<>();
    Path root = folder.resolve(top);
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(path -> !path.equals(root))
          .forEach(
              path ->
                  types.put(
                      root.relativize(path).toString(),
                      Files.isSymbolicLink(path)
                          ? PathStat.Type.LINK
                          : Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                              ? PathStat.Type.DIRECTORY
                              : PathStat.Type.FILE));
    }
    return types;
  }

  static Stream<byte[]> namesThatLeave() {
    return Stream.of("/etc/passwd", "../x", "data/../../x", "data//a", "./../x", "", "data/.")
        .flatMap(
            name ->
                Stream.of(
                    file(name),
                    archive(extended("path", name), file("data/a")),
                    archive(
                        extended("GNU.sparse.major", "1", "GNU.sparse.name", name), file("data/a")),
                    archive(
                        entry(
                            TarConstants.LF_GNUTYPE_LONGNAME,
                            "x",
                            "",
                            (name + "\0").getBytes(StandardCharsets.UTF_8)),
                        file("data/a")),
                    entry(TarConstants.LF_LINK, "data/b", name, new byte[0])));
  }

  private static byte[] extended(String... words) {
    PaxRecords records = PaxRecords.NONE;
    for (int i = 0; i < words.length; i += 2) {
      records = records.with(words[i], words[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return entry(TarConstants.LF_PAX_EXTENDED_HEADER_LC, "x", "", records.bytes());
  }

  @ParameterizedTest
  @MethodSource("namesThatLeave")
  void nameThatLeavesEndsIt(byte[] hostile) throws IOException {
    for (boolean pax : List.of(true, false)) {
      Passed passed = pass(archive(file("data/a"), hostile, file("data/b")), pax, LISTED);
      assertTrue(passed.refused.isPresent());
      assertEquals(List.of("./data/a"), passed.names());
    }
  }

  /** A service that runs may have changed since; an attacker may have written the archive. */
  @Test
  void whatWasNotAskedForOrIsSomethingElseIsLeftOut() throws IOException {
    Passed passed =
        pass(
            archive(
                file("data/other"),
                file("etc/cron.d/evil"),
                entry(TarConstants.LF_SYMLINK, "data/sub", "/etc", new byte[0]),
                entry(TarConstants.LF_SYMLINK, "data/a", "/etc/passwd", new byte[0]),
                entry(TarConstants.LF_CHR, "data/b", "", new byte[0]),
                entry(TarConstants.LF_LINK, "data/b", "etc/shadow", new byte[0]),
                entry(TarConstants.LF_LINK, "data/b", "data/link", new byte[0]),
                entry(TarConstants.LF_DIR, "data/link/", "", new byte[0]),
                file("data/sub/c")),
            true,
            LISTED);
    assertEquals(Optional.empty(), passed.refused);
    assertEquals(List.of("./data/sub/c"), passed.names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"S", "M", "V", "D", "N", "Z"})
  void kindThatNobodyAskedForEndsIt(String kind) throws IOException {
    Passed passed =
        pass(
            archive(entry(kind.charAt(0), "data/a", "", new byte[0]), file("data/b")),
            true,
            LISTED);
    assertTrue(passed.refused.isPresent());
    assertEquals(List.of(), passed.names());
  }

  @Test
  void ofExtendedHeadersOnlyWhatIsKnownGoesOn() throws IOException {
    byte[] header =
        extended(
            "mtime",
            "1.5",
            "SCHILY.xattr.user.x",
            "=\n=",
            "GNU.sparse.map",
            "0,1",
            "comment",
            "x",
            "uname",
            "root",
            "GNU.volume.label",
            "x");
    byte[] passed = pass(archive(header, file("data/a")), true, LISTED).archive;
    int size = passed.length;
    byte[] records = java.util.Arrays.copyOfRange(passed, 512, 512 + 40);
    String text = new String(records, StandardCharsets.US_ASCII);
    assertTrue(text.startsWith("13 mtime=1.5\n27 SCHILY.xattr.user.x==\n=\n"), text);
    assertEquals(512 * 2 + 512 * 2 + 1024, size);
  }

  /** What no header of ours could hold. */
  @ParameterizedTest
  @ValueSource(strings = {"uid", "gid", "size"})
  void numberThatIsTooLargeEndsIt(String key) throws IOException {
    for (boolean pax : List.of(true, false)) {
      Passed passed =
          pass(
              archive(extended(key, "999999999999999999"), file("data/a"), file("data/b")),
              pax,
              LISTED);
      assertTrue(passed.refused.isPresent() || key.equals("size"));
      assertTrue(passed.names().size() <= 1);
    }
  }

  /** However an archive is damaged or forged, nothing but what was asked for comes through. */
  @Test
  void whateverIsSentOnlyNamesAskedForComeThrough() throws IOException {
    byte[] honest =
        archive(
            file("data/a"),
            extended("path", "data/b", "mtime", "1"),
            file("x"),
            entry(TarConstants.LF_DIR, "data/sub/", "", new byte[0]),
            file("data/sub/c"),
            entry(TarConstants.LF_SYMLINK, "data/link", "/etc", new byte[0]));
    Random random = new Random(5);
    for (int round = 0; round < 20_000; round++) {
      byte[] forged = honest.clone();
      int block = 512 * random.nextInt(honest.length / 512);
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        forged[block + random.nextInt(512)] = (byte) random.nextInt(256);
      }
      if (random.nextBoolean()) {
        seal(forged, block);
      }
      Passed passed = pass(forged, random.nextBoolean(), LISTED);
      for (String name : passed.refused.isEmpty() ? passed.names() : List.<String>of()) {
        String path = name.substring(2).replaceFirst("/$", "");
        assertTrue(LISTED.containsKey(path), name);
      }
    }
  }

  /** Gives a forged header the checksum that it needs to be believed. */
  private static void seal(byte[] archive, int block) {
    java.util.Arrays.fill(archive, block + 148, block + 156, (byte) ' ');
    int sum = 0;
    for (int i = block; i < block + 512; i++) {
      sum += archive[i] & 0xFF;
    }
    byte[] text = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, archive, block + 148, 8);
  }

  /** The status of a script in the test's folder. */
  private String sh(String script) throws Exception {
    Process process =
        new ProcessBuilder("sh")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(script.getBytes(StandardCharsets.UTF_8));
    }
    return String.valueOf(process.waitFor());
  }
}
