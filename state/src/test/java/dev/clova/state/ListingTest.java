package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {

  private static final Origin ORIGIN =
      new Origin("The listing of `vps`", ProblemCode.TARGET_ANSWER, "Look at the target.");
  private static final String STAT = "0 0 3 1700000000.5000000000 1700000001.2500000000 12 ";
  private static final long TAKEN = 1_700_000_010_000_000_000L;

  @Test
  void readsWhatFindPrints() {
    Listing listing =
        gnu(
            "d 755 "
                + STAT
                + "\0\0l 777 "
                + STAT
                + "b/l\0a\0f 4644 "
                + STAT
                + "a\0\0d 755 "
                + STAT
                + "b\0\0");

    assertEquals(List.of("a", "b", "b/l"), paths(listing));
    assertEquals(0755, listing.root().orElseThrow().mode());
    Listing.Entry file = listing.find("a").orElseThrow();
    assertEquals(
        new PathStat(
            PathStat.Type.FILE,
            04644,
            0,
            0,
            3,
            1_700_000_000_500_000_000L,
            1_700_000_001_250_000_000L,
            12),
        file.stat());
    assertEquals(Optional.of("a"), listing.find("b/l").orElseThrow().linkTarget());
    assertTrue(listing.precise());
  }

  @Test
  void nothingIsADirectoryThatIsNotThere() {
    assertEquals(Optional.empty(), gnu("").root());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc/passwd", "a/../../x", "a//b", "./a", "a/"})
  void aTargetCannotNamePathsElsewhere(String path) {
    ClovaException refused =
        assertThrows(
            ClovaException.class, () -> gnu("d 755 " + STAT + "\0\0f 644 " + STAT + path + "\0\0"));
    assertEquals(ProblemCode.TARGET_ANSWER, refused.problems().getFirst().code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d 755 0 0 3 1 1 12 ",
        "d 755 0 0 3 1 1 12 \0",
        "d 75555 0 0 3 1 1 12 \0\0",
        "d 755 0 4294967296 3 1 1 12 \0\0",
        "d 755 0 0 9223372036854775808 1 1 12 \0\0",
        "d 755 0 0 3 1 1 18446744073709551616 \0\0",
        "d 755 0 0 -3 1 1 12 \0\0",
        "d 755 0 0 3 x 1 12 \0\0",
        "d 755 0 0 3 1 1 12\0\0",
        "d 755 0 0 3 1 1 12 \0\0d 755 0 0 3 1 1 12 \0\0",
        "f 755 0 0 3 1 1 12 a\0\0",
        "d 755 0 0 3 1 1 1 \0\0f 755 0 0 3 1 1 2 a\0\0f 755 0 0 3 1 1 2 a\0\0",
        "find: no such option\n",
      })
  void whatFindWouldNotPrintIsAProblem(String printed) {
    assertThrows(ClovaException.class, () -> gnu(printed));
  }

  @Test
  void longAnswersAreGivenUp() {
    String record = "f 644 " + STAT;
    String many = "d 755 " + STAT + "\0\0" + record + "a\0\0" + record + "b\0\0";
    assertEquals(2, gnu(many, 2).entries().size());
    assertThrows(ClovaException.class, () -> gnu(many, 1));
    assertThrows(ClovaException.class, () -> gnu(record + "a".repeat(1 << 20), 100));
  }

  @Test
  void extremeTimesAndInodesAreKept() {
    PathStat stat =
        gnu("d 755 0 0 3 -1.5000000000 253402300799.0 18446744073709551615 \0\0")
            .root()
            .orElseThrow();

    assertEquals(-500_000_000L, stat.modifiedNanos());
    assertEquals(Long.MAX_VALUE, stat.changedNanos());
    assertEquals(-1L, stat.inode());
  }

  @Test
  void equalListingsHaveNoChanges() {
    String printed = "d 755 " + STAT + "\0\0f 644 " + STAT + "a\0\0";

    assertTrue(gnu(printed).changedSince(gnu(printed)).isEmpty());
  }

  @Test
  void changesAreNamed() {
    String root = "d 755 " + STAT + "\0\0";
    Listing before =
        gnu(root + "f 644 " + STAT + "a\0\0f 644 " + STAT + "b\0\0d 755 " + STAT + "d\0\0");
    Listing after =
        gnu(
            root
                + ("f 600 " + STAT + "b\0\0f 644 " + STAT + "c\0\0")
                + "d 755 0 0 9 1700000009.0 1700000009.0 12 d\0\0");

    ListingChanges changes = after.changedSince(before);

    assertEquals(List.of("c"), changes.appeared().stream().map(Listing.Entry::path).toList());
    assertEquals(List.of("b"), changes.altered().stream().map(Listing.Entry::path).toList());
    assertEquals(List.of("a"), changes.gone().stream().map(Listing.Entry::path).toList());
    assertEquals(List.of(), changes.unsure());
  }

  @Test
  void whatWasTouchedJustBeforeTheEarlierListingIsUnsure() {
    String root = "d 755 " + STAT + "\0\0";
    String early = "f 644 0 0 3 1.0 1700000009.979000000 12 early\0\0";
    String late = "f 644 0 0 3 1.0 1700000009.981000000 12 late\0\0";
    assertEquals(List.of("late"), unsure(gnu(root + early + late)));

    String coarseRoot = "d 755 0 0 3 1 1 12 \0\0";
    String older = "f 644 0 0 3 1 1700000008 12 older\0\0";
    String younger = "f 644 0 0 3 1 1700000009 12 younger\0\0";
    assertFalse(gnu(coarseRoot + older + younger).precise());
    assertEquals(List.of("younger"), unsure(gnu(coarseRoot + older + younger)));
  }

  @Test
  void aListingIsReadAsItWasWritten() throws IOException {
    byte[] odd =
        "d 755 %s\0\0f 644 %s\u00e9 \n\0\0l 777 %sz\0a b\0"
            .formatted(STAT, STAT, STAT)
            .getBytes(StandardCharsets.ISO_8859_1);
    Listing listing = ListingReader.gnu(new ByteArrayInputStream(odd), 100, TAKEN, ORIGIN);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ListingCodec.write(listing, written);

    Listing read = ListingCodec.read(new ByteArrayInputStream(written.toByteArray()), ORIGIN);

    assertEquals(listing.entries(), read.entries());
    assertEquals(listing.root(), read.root());
    assertEquals(TAKEN, read.takenNanos());
    assertEquals("\\xe9 \\u{a}", TreePath.show(read.entries().getLast().path()));
    byte[] cut = Arrays.copyOf(written.toByteArray(), 120);
    assertThrows(
        ClovaException.class, () -> ListingCodec.read(new ByteArrayInputStream(cut), ORIGIN));
  }

  @Test
  void gnuAndBusyboxSayTheSame(@TempDir Path directory) throws Exception {
    Files.createDirectories(directory.resolve("a b/c"));
    Files.writeString(directory.resolve("a b/c/new\nline\n"), "x");
    Files.writeString(directory.resolve("a b/c/new"), "yy");
    Files.writeString(directory.resolve("-rf"), "zzz");
    Files.writeString(directory.resolve("é"), "zzz");
    Files.createSymbolicLink(directory.resolve("link"), Path.of("a b"));
    new ProcessBuilder("mkfifo", directory.resolve("pipe").toString()).start().waitFor();

    byte[] printed = run(directory, "find", ".", "-printf", ListingReader.GNU_FORMAT);
    Listing gnu = ListingReader.gnu(new ByteArrayInputStream(printed), 100, TAKEN, ORIGIN);
    Listing plain =
        ListingReader.plain(
            new ByteArrayInputStream(run(directory, "busybox", "find", ".", "-print0")),
            new ByteArrayInputStream(
                run(
                    directory,
                    "busybox",
                    "find",
                    ".",
                    "-exec",
                    "busybox",
                    "stat",
                    "-c",
                    ListingReader.STAT_FORMAT,
                    "{}",
                    "+")),
            100,
            TAKEN,
            ORIGIN);

    assertEquals(
        List.of("-rf", "a b", "a b/c", "a b/c/new", "a b/c/new\nline\n", "link", "pipe", "é"),
        paths(gnu));
    assertEquals(paths(gnu), paths(plain));
    for (int i = 0; i < gnu.entries().size(); i++) {
      PathStat stat = gnu.entries().get(i).stat();
      assertEquals(coarse(stat), plain.entries().get(i).stat());
    }
    assertEquals(Optional.of("a b"), gnu.find("link").orElseThrow().linkTarget());
    assertEquals(PathStat.Type.FIFO, plain.find("pipe").orElseThrow().stat().type());
  }

  @Test
  void whatCameOrWentBetweenNamesAndStatsIsLeftOut() {
    String fields = "81a4 0 0 3 1 1 12 ./";
    String names = ".\0./gone\0./here\0./gone\nhalf\0./last\0";
    String stats =
        "41ed 0 0 3 1 1 12 .\n" + fields + "here\n" + fields + "new\n" + fields + "last\n";

    Listing listing = ListingReader.plain(stream(names), stream(stats), 100, TAKEN, ORIGIN);

    assertEquals(List.of("here", "last"), paths(listing));
  }

  private static byte[] run(Path directory, String... command) throws Exception {
    Process process = new ProcessBuilder(command).directory(directory.toFile()).start();
    byte[] output = process.getInputStream().readAllBytes();
    assertEquals(0, process.waitFor());
    return output;
  }

  private static PathStat coarse(PathStat stat) {
    long second = 1_000_000_000L;
    return new PathStat(
        stat.type(),
        stat.mode(),
        stat.uid(),
        stat.gid(),
        stat.size(),
        stat.modifiedNanos() / second * second,
        stat.changedNanos() / second * second,
        stat.inode());
  }

  private static List<String> unsure(Listing listing) {
    return listing.changedSince(listing).unsure().stream().map(Listing.Entry::path).toList();
  }

  private static List<String> paths(Listing listing) {
    return listing.entries().stream().map(Listing.Entry::path).toList();
  }

  private static Listing gnu(String printed) {
    return gnu(printed, 100);
  }

  private static Listing gnu(String printed, int mostEntries) {
    return ListingReader.gnu(stream(printed), mostEntries, TAKEN, ORIGIN);
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
