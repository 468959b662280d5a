package dev.clova.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenLinesTest {

  private final ScreenLines screen = new ScreenLines();

  @Test
  void onlyWhatDiffersIsWritten() {
    assertEquals("\u001b[1;1Ha\u001b[K\u001b[2;1Hb\u001b[K", screen.update(List.of("a", "b", "")));
    assertEquals("", screen.update(List.of("a", "b", "")));
    assertEquals("\u001b[2;1Hc\u001b[K", screen.update(List.of("a", "c", "")));
  }

  @Test
  void linesThatAreNoMoreAreErased() {
    String unused = screen.update(List.of("a", "b"));
    assertEquals("\u001b[2;1H\u001b[K", screen.update(List.of("a")));
  }

  @Test
  void afterAResizeEverythingIsDrawnAnew() {
    String unused = screen.update(List.of("a"));
    assertEquals("\u001b[H\u001b[2J", screen.clear());
    assertEquals("\u001b[1;1Ha\u001b[K", screen.update(List.of("a")));
  }
}
