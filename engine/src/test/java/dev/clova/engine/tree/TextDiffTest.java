package dev.clova.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.state.ContentChange;
import dev.clova.state.ContentVersion;
import dev.clova.state.TextLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextDiffTest {

  @Test
  void changedLinesComeWithTheirContext() {
    ContentChange change =
        diff(
            numbered(1, 20),
            numbered(1, 20).replace("line 5\n", "five\nand a half\n").replace("line 12\n", ""));

    assertEquals(
        List.of(
            "HUNK line 2",
            "CONTEXT line 2",
            "CONTEXT line 3",
            "CONTEXT line 4",
            "OLD line 5",
            "NEW five",
            "NEW and a half",
            "CONTEXT line 6",
            "CONTEXT line 7",
            "CONTEXT line 8",
            "CONTEXT line 9",
            "CONTEXT line 10",
            "CONTEXT line 11",
            "OLD line 12",
            "CONTEXT line 13",
            "CONTEXT line 14",
            "CONTEXT line 15"),
        text(change));
    assertEquals(List.of(), change.notes());
    assertFalse(change.truncated());
  }

  @Test
  void changesFarApartAreShownApart() {
    ContentChange change =
        diff(numbered(1, 30), numbered(1, 30).replace("line 1\n", "x\n").replace("line 30\n", ""));

    assertEquals(
        List.of("HUNK line 1", "HUNK line 27"),
        text(change).stream().filter(line -> line.startsWith("HUNK")).toList());
  }

  @Test
  void equalContentsHaveNoLines() {
    ContentChange change = diff("a\nb\n", "a\nb\n");

    assertEquals(List.of(), change.lines());
    assertEquals(List.of(), change.notes());
  }

  @Test
  void aNewFileIsShownByItsBeginning() {
    ContentChange change =
        TextDiff.between(Optional.empty(), version(), bytes(""), bytes(numbered(1, 30)));

    assertEquals(20, change.lines().size());
    assertEquals("NEW line 1", text(change).getFirst());
    assertEquals(List.of("30 lines in all"), change.notes());
    assertTrue(change.truncated());
  }

  @Test
  void aFileThatGoesIsShownByItsBeginning() {
    ContentChange change =
        TextDiff.between(version(), Optional.empty(), bytes("a\nb\n"), bytes(""));

    assertEquals(List.of("OLD a", "OLD b"), text(change));
    assertFalse(change.truncated());
  }

  @ParameterizedTest
  @CsvSource({
    "a|,     a,       the newline at the end goes",
    "a,      a|,      a newline comes at the end",
    "a,      b,       no newline at the end",
    "a|b|,   a;|b;|,  lines come to end with CR LF",
    "a;|b;|, a|b|,    lines no longer end with CR LF",
    "a|b|,   'a |b|', some lines differ in blanks alone",
    "a.b|,   a..b|,   some lines differ in blanks alone",
  })
  void whatLinesDoNotShowIsNoted(String before, String after, String note) {
    assertEquals(List.of(note), diff(unfold(before), unfold(after)).notes());
  }

  @Test
  void lineEndsThatAreNotAllAlikeStayInTheText() {
    assertEquals(
        List.of("HUNK line 1", "CONTEXT a", "OLD b", "NEW b\r"), text(diff("a\nb\n", "a\nb\r\n")));
  }

  @Test
  void bytesThatAreNoTextAreNotShown() {
    for (byte[] odd : List.of(new byte[] {'a', 0}, new byte[] {(byte) 0xE9, 'a'})) {
      ContentChange change = TextDiff.between(version(), version(), bytes("text"), odd);

      assertEquals(List.of(), change.lines());
      assertEquals(List.of("binary"), change.notes());
    }
  }

  @Test
  void longLinesAreCutBetweenCharacters() {
    ContentChange change = diff("", "x" + "😀".repeat(300));

    assertEquals("x" + "😀".repeat(199) + "… (601 characters)", change.lines().getLast().text());
    assertTrue(change.truncated());
  }

  @Test
  void longDifferencesAreCut() {
    ContentChange change = diff(numbered(1, 3000), numbered(4000, 6999));

    assertEquals(400, change.lines().size());
    assertEquals(List.of("not shown: 2,601 lines that go, 3,000 that come"), change.notes());
    assertTrue(change.truncated());
  }

  @Test
  void manyLinesAreComparedInNoTime() {
    String before = numbered(1, 20_000);
    String after =
        IntStream.rangeClosed(1, 20_000)
            .mapToObj(i -> i * 7 % 20_001 + "\n")
            .collect(Collectors.joining());

    ContentChange change = assertTimeout(Duration.ofSeconds(20), () -> diff(before, after));

    assertEquals("OLD line 1", text(change).get(1));
    assertTrue(change.truncated());
  }

  @Test
  void linesThatAreAllAlikeAreComparedInNoTime() {
    Random random = new Random(1);
    String before = alike(random);
    String after = alike(random);

    ContentChange change = assertTimeout(Duration.ofSeconds(20), () -> diff(before, after));

    assertTrue(change.truncated());
  }

  @Test
  void manyPlacesAreCut() {
    String before = numbered(1, 2000);
    String after = before.replaceAll("line (\\d*)0\n", "line $1-\n");

    ContentChange change = diff(before, after);

    assertEquals(400, change.lines().size());
    assertEquals(List.of("not shown: 156 lines that go, 156 that come"), change.notes());
  }

  private static String alike(Random random) {
    return random
        .ints(30_000, 0, 2)
        .mapToObj(i -> i == 0 ? "a\n" : "b\n")
        .collect(Collectors.joining());
  }

  private static String unfold(String folded) {
    return folded.replace('|', '\n').replace(';', '\r').replace('.', ' ');
  }

  private static ContentChange diff(String before, String after) {
    return TextDiff.between(version(), version(), bytes(before), bytes(after));
  }

  private static Optional<ContentVersion> version() {
    return Optional.of(new ContentVersion(1, "digest", "0644"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String numbered(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> "line " + i + "\n")
        .collect(Collectors.joining());
  }

  private static List<String> text(ContentChange change) {
    return change.lines().stream().map((TextLine line) -> line.sort() + " " + line.text()).toList();
  }
}
