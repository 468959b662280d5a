package dev.clova.engine.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small languages inside of values. */
class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "500ms,500",
    "2s,2000",
    "1m30s,90000",
    "12h,43200000",
    "24h,86400000",
    "1h1ms,3600001"
  })
  void durationIsNumbersWithUnits(String text, long millis) {
    assertEquals(Optional.of(Duration.ofMillis(millis)), Durations.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"24h,86400000", "7d,604800000", "1d12h,129600000", "366d,31622400000"})
  void periodMayBeLonger(String text, long millis) {
    assertEquals(Optional.of(Duration.ofMillis(millis)), Durations.parsePeriod(text));
  }

  @Test
  void periodHasAnEndToo() {
    assertEquals(Optional.empty(), Durations.parsePeriod("367d"));
    assertEquals(Optional.empty(), Durations.parsePeriod("soon"));
    assertEquals(Optional.empty(), Durations.parsePeriod("0d"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0s",
        "5",
        "s",
        "1d",
        "-1s",
        "1.5s",
        "25h",
        "24h1ms",
        "9999999999s",
        "1 s",
        "s5"
      })
  void anythingElseIsNoDuration(String text) {
    assertEquals(Optional.empty(), Durations.parse(text));
  }

  @Test
  void modeIsThreeOrFourOctalDigits() {
    assertEquals(OptionalInt.of(0755), FileMode.parse("0755"));
    assertEquals(OptionalInt.of(0600), FileMode.parse("600"));
    assertEquals(OptionalInt.of(02750), FileMode.parse("2750"));
    for (String wrong : List.of("", "75", "0888", "07555", "rwx", "0o755", "-755")) {
      assertEquals(OptionalInt.empty(), FileMode.parse(wrong), wrong);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ">=0.1 | 0.1.0 | true",
        ">=0.1 | 0.0.9 | false",
        ">= 0.1, <1 | 0.9.9 | true",
        ">=0.1,<1 | 1.0 | false",
        "0.1 | 0.1.0 | true",
        "=0.1 | 0.1.1 | false",
        ">0.1 | 0.1.0 | false",
        "<=0.1 | 0.1.0-rc1 | true",
        ">=0.10 | 0.9.0 | false",
        ">=0.1 | unknown | false",
      })
  void versionIsComparedNumberByNumber(String requirement, String version, boolean isAdmitted) {
    assertEquals(isAdmitted, VersionRequirement.parse(requirement).orElseThrow().admits(version));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "latest", ">=", "~0.1", ">=0.1,", "0.1.x", "1.2.3.4.5", ">=0.1 <2", "1234567"})
  void anythingElseIsNoRequirement(String text) {
    assertEquals(Optional.empty(), VersionRequirement.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/srv/clova",
        "/srv",
        "/opt/x/",
        "~/clova",
        "/home/app/clova",
        "/var/lib/clova",
        "/usr/local/clova",
        "/tmp/x"
      })
  void rootIsAFolderForServices(String root) {
    assertEquals("", RootFolder.fault(root));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//",
        "/etc",
        "/etc/",
        "/etc/x",
        "/usr",
        "/usr/lib/x",
        "/usr/local",
        "/var",
        "/proc/1",
        "/home",
        "/root",
        "~",
        "~/",
        "",
        "x",
        "./x",
        "/a/../b",
        "/a/./b",
        "/a//b",
        "~/../x",
        "~root/x"
      })
  void rootIsNeverTheSystems(String root) {
    assertTrue(RootFolder.fault(root).endsWith("."), root);
  }

  @ParameterizedTest
  @CsvSource({
    "enabld, enabled",
    "persits, persist",
    "hots, host",
    "egde, edge",
    "port, port",
    "xyz, ''",
    "'', ''",
  })
  void nearestNameHasTheFewestMistakes(String written, String expected) {
    List<String> known = List.of("enabled", "persist", "host", "port", "edge");
    assertEquals(
        expected.isEmpty() ? Optional.empty() : Optional.of(expected),
        SimilarNames.nearest(written, known));
  }

  @Test
  void ofTwoEquallyNearNamesTheFirstIsMeant() {
    assertEquals(Optional.of("vpa"), SimilarNames.nearest("vpx", List.of("vps", "vpa", "vpt")));
  }

  @Test
  void circlesAreNamedFromTheirSmallestNameOn() {
    assertEquals(
        List.of(List.of("a", "c", "b"), List.of("x")),
        Cycles.in(
            Map.of(
                "b", List.of("a"),
                "a", List.of("c"),
                "c", List.of("b", "nobody"),
                "d", List.of("a"),
                "e", List.of(),
                "x", List.of("x", "e"))));
  }

  @Test
  void workspaceIdIsOne() {
    String id = WorkspaceId.next(new Random(1));
    assertTrue(WorkspaceId.isOne(id), id);
    assertEquals(20, id.length());
    assertEquals(id, WorkspaceId.next(new Random(1)));
  }
}
