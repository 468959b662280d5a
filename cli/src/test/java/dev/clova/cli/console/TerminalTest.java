package dev.clova.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void launcherNamesTheDescriptorsThatAreTerminals() {
    assertEquals(new Terminal(true, false, true, 132), Terminal.of("02", "132", Map.of()));
    assertEquals(new Terminal(false, true, false, 132), Terminal.of("1", "132", Map.of()));
    assertEquals(Terminal.NONE, Terminal.of("", "", Map.of()));
  }

  @Test
  void columnsOfTheEnvironmentCountMore() {
    assertEquals(70, Terminal.of("1", "132", Map.of("COLUMNS", "70")).columns());
  }

  @Test
  void nonsenseIsNoWidth() {
    for (String nonsense : new String[] {"", "0", "-1", "wide", "99999", "080"}) {
      assertEquals(
          Terminal.DEFAULT_COLUMNS,
          Terminal.of("1", nonsense, Map.of("COLUMNS", nonsense)).columns());
    }
  }

  @Test
  void veryNarrowTerminalGetsTheNarrowestLayout() {
    assertEquals(40, Terminal.of("1", "7", Map.of()).columns());
  }
}
