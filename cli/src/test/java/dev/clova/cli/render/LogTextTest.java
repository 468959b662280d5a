package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.console.Palette;
import dev.clova.engine.live.LogLine;
import dev.clova.state.Placement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogTextTest {

  private static final Optional<Instant> TIME =
      Optional.of(Instant.parse("2026-11-26T00:20:02.606724Z"));

  private final LogText text = new LogText(Palette.PLAIN, ZoneOffset.UTC, false);

  @Test
  void namesLineUpAsFarAsTheyAreKnown() {
    assertEquals("blog@h1 | one", text.line(line("blog", "", "one")));
    assertEquals("postgres@h1 | two", text.line(line("postgres", "", "two")));
    assertEquals("blog@h1     | three", text.line(line("blog", "", "three")));
  }

  @Test
  void aPartIsNamedIfItSaysMoreThanThePlacement() {
    assertEquals("blog@h1 | web-1: one", text.line(line("blog", "web-1", "one")));
    assertEquals("blog@h1 | one", text.line(line("blog", "blog-1", "one")));
  }

  @Test
  void timesAreTheReadersOwn() {
    LogText timed = new LogText(Palette.PLAIN, ZoneOffset.ofHours(2), true);
    assertEquals("2026-11-26 02:20:02.606 blog@h1 | x", timed.line(line("blog", "", "x")));
    LogLine without = new LogLine(new Placement("blog", "h1"), "", Optional.empty(), "x");
    assertEquals("- blog@h1 | x", timed.line(without));
  }

  @Test
  void nothingInALineCanSteerATerminal() {
    assertEquals(
        "blog@h1 | red \\u{1b}[2J\\u{202e} a     b",
        text.line(line("blog", "", "\u001b[1;31mred\u001b[0m \u001b[2J\u202e a\tb\r")));
    assertTrue(
        LogText.json(line("blog", "web\n", "\u001b[2J")).endsWith("\"text\":\"\\u001B[2J\"}"));
  }

  private static LogLine line(String service, String source, String said) {
    return new LogLine(new Placement(service, "h1"), source, TIME, said);
  }
}
