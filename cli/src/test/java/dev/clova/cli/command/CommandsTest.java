package dev.clova.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.console.DisplayWidth;
import dev.clova.cli.console.Palette;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsTest {

  static List<Commands.Entry> all() {
    return Commands.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void nameIsOneWordOrTwo(Commands.Entry entry) {
    assertTrue(entry.name().matches("[a-z]+( [a-z]+)?"));
    assertEquals(entry, Commands.find(entry.name()).orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("all")
  void optionsDoNotClash(Commands.Entry entry) {
    Set<String> names = new HashSet<>();
    for (Option option : entry.command().syntax().everyOption()) {
      for (String name : option.names()) {
        assertTrue(name.matches("-[A-Za-z]|--[a-z]+(-[a-z]+)*"), name);
        assertTrue(names.add(name), name);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void helpBeginsWithExamplesThatNameTheCommand(Commands.Entry entry) {
    Syntax syntax = entry.command().syntax();
    assertFalse(syntax.examples().isEmpty());
    for (Syntax.Example example : syntax.examples()) {
      assertTrue(example.line().contains("clova " + entry.name()), example.line());
    }
    Chosen chosen = new Chosen(entry.name(), entry.command(), List.of());
    assertEquals("Examples:", new HelpText(Palette.PLAIN, 80).of(chosen).getFirst());
  }

  @ParameterizedTest
  @MethodSource("all")
  void helpFitsTheTerminal(Commands.Entry entry) {
    Chosen chosen = new Chosen(entry.name(), entry.command(), List.of());
    for (String line : new HelpText(Palette.PLAIN, 80).of(chosen)) {
      assertTrue(DisplayWidth.of(line) <= 80, line);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void summaryIsALineWithoutAFullStop(Commands.Entry entry) {
    assertTrue(entry.summary().length() <= 60, entry.summary());
    assertFalse(entry.summary().endsWith("."), entry.summary());
  }

  @Test
  void overviewIsShort() {
    assertTrue(Commands.in(Section.EVERYDAY).size() <= 10);
  }

  @Test
  void globalOptionsMayStandInFront() {
    List<String> line = List.of("-vC", "some/dir", "--color", "never", "--quiet", "version", "-h");
    Chosen chosen = Commands.choose(line);
    assertEquals("version", chosen.name());
    assertEquals(
        List.of("-vC", "some/dir", "--color", "never", "--quiet", "-h"), chosen.arguments());
  }

  @Test
  void onlyTheFirstWordIsTheName() {
    assertEquals(List.of("version"), Commands.choose(List.of("help", "version")).arguments());
  }

  @Test
  void lineWithoutANameIsTheOverview() {
    assertEquals("", Commands.choose(List.of("--color", "version")).name());
  }

  @Test
  void misspeltNameGetsASuggestion() {
    Problem problem =
        assertThrows(ClovaException.class, () -> Commands.choose(List.of("versoin")))
            .problems()
            .getFirst();
    assertEquals("There is no command `clova versoin`.", problem.detail());
    assertEquals("Did you mean `version`?", problem.hint());
  }

  @Test
  void nameLikeNoOtherGetsTheWayToTheList() {
    Problem problem =
        assertThrows(ClovaException.class, () -> Commands.choose(List.of("frobnicate")))
            .problems()
            .getFirst();
    assertEquals("`clova help` lists all commands.", problem.hint());
  }
}
