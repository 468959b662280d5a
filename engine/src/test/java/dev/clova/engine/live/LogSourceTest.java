package dev.clova.engine.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.remote.ShellText;
import dev.clova.state.Attributes;
import dev.clova.state.Home;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.RuntimeRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class LogSourceTest {

  private static final Placement BLOG = new Placement("blog", "h1");
  private static final Instant TIME = Instant.parse("2026-11-26T00:20:02.606724Z");

  @Test
  void aLineOfAContainerHasItsNameAndItsTime() {
    LogSource source = source("compose", Attributes.of("project", "blog"));
    assertEquals(
        new LogLine(BLOG, "web-1", Optional.of(TIME), "one | two"),
        source.line("web-1  | 2026-11-26T00:20:02.606724Z one | two"));
    assertEquals(
        new LogLine(BLOG, "blog-web-1", Optional.of(TIME), ""),
        source.line("blog-web-1  | 2026-11-26T00:20:02.606724Z"));
    assertEquals(
        new LogLine(BLOG, "", Optional.empty(), "something else"), source.line("something else"));
    assertEquals(
        new LogLine(BLOG, "web-1", Optional.of(TIME), "hi"),
        source.line("\u001b[2Kweb-1  | 2026-11-26T00:20:02.606724Z hi"));
  }

  @Test
  void whatIsWantedOfContainersIsAsked() {
    LogSource source = source("compose", Attributes.of("project", "it's"));
    assertEquals(
        ShellText.of("exec ")
            .plus(
                ShellText.words(
                    List.of(
                        "docker",
                        "compose",
                        "-p",
                        "it's",
                        "logs",
                        "--no-color",
                        "--timestamps",
                        "--follow",
                        "--tail",
                        "7",
                        "--since",
                        TIME.toString()))),
        source.reader(new LogWish(true, OptionalInt.of(7), Optional.of(TIME))));
  }

  @Test
  void aLineOfTheJournalHasItsTime() {
    LogSource source = source("systemd", Attributes.of("units", "blog.service"));
    assertEquals(
        new LogLine(BLOG, "", Optional.of(TIME), "beep: [3]"),
        source.line("2026-11-26T00:20:02.606724+0000 h1 sh[31]: beep: [3]"));
    assertEquals(
        new LogLine(BLOG, "", Optional.of(TIME), ""),
        source.line("2026-11-26T00:20:02.606724+00:00 h1 sh[31]: "));
    assertEquals(
        new LogLine(BLOG, "systemd", Optional.of(TIME), "Started blog.service."),
        source.line("2026-11-26T00:20:02.606724+0000 h1 systemd[1]: Started blog.service."));
    assertEquals(
        new LogLine(BLOG, "", Optional.empty(), "the rest of a message"),
        source.line("      the rest of a message"));
  }

  @Test
  void theServicesOwnCommandIsTheRecordedOneAndKnowsWhatIsWanted() {
    LogSource source = source("command", Attributes.of("logs", "./run logs"));
    String text = source.reader(new LogWish(true, OptionalInt.of(7), Optional.empty())).toString();
    assertTrue(text.startsWith("cd -P '/srv/blog' || exit\n"), text);
    assertTrue(text.contains("CLOVA_LINES='7'\nCLOVA_SINCE=''\nCLOVA_FOLLOW='1'\n"), text);
    assertTrue(text.endsWith("exec /bin/sh -c './run logs'\n"), text);
    assertFalse(source.hasTimes());
    assertEquals(
        new LogLine(BLOG, "", Optional.empty(), "2026-11-26T00:20:02Z said"),
        source.line("2026-11-26T00:20:02Z said"));
  }

  @Test
  void whatHasNoLogHasNone() {
    assertEquals(Optional.empty(), LogSource.of(record("none", Attributes.none())));
    assertEquals(Optional.empty(), LogSource.of(record("command", Attributes.of("start", "true"))));
  }

  @Test
  void afterABreakNothingIsLeftOutAndNothingRepeated() {
    LogPlace place = new LogPlace();
    assertTrue(place.isNew(line("a", 1, "x")));
    assertTrue(place.isNew(line("a", 2, "x")));
    assertTrue(place.isNew(line("a", 2, "y")));
    assertTrue(place.isNew(line("b", 1, "x")), "each part has its own place");
    assertTrue(place.isNew(line("a", 2, "y")), "before a break nothing is a repetition");
    assertEquals(Optional.of(TIME.plusSeconds(1)), place.resume());
    assertFalse(place.isNew(line("a", 1, "x")));
    assertFalse(place.isNew(line("a", 2, "y")));
    assertTrue(place.isNew(line("a", 2, "z")));
    assertTrue(place.isNew(line("a", 3, "y")));
    assertTrue(place.isNew(line("b", 2, "x")));
    assertTrue(place.isNew(new LogLine(BLOG, "a", Optional.empty(), "x")));
  }

  private static LogLine line(String source, int second, String text) {
    return new LogLine(BLOG, source, Optional.of(TIME.plusSeconds(second)), text);
  }

  private static LogSource source(String runtime, Attributes attributes) {
    return LogSource.of(record(runtime, attributes)).orElseThrow();
  }

  private static PlacementRecord record(String runtime, Attributes attributes) {
    return PlacementRecord.first(
            BLOG, new Home("/srv", "/srv/blog", "", "none", Attributes.none()), TIME, "p")
        .withRuntime(new RuntimeRecord(runtime, attributes, List.of(), Optional.empty(), ""));
  }
}
