package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.console.DisplayWidth;
import dev.clova.cli.console.Palette;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.SourcePosition;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTextTest {

  private static final Problem UNKNOWN_KEY =
      Problem.at(
          new SourcePosition("web/service.clova.toml", 14, 3, "  enabld = true", 6),
          ProblemCode.UNKNOWN_KEY,
          "`enabld` is not a key of `[systemd]`.",
          "Did you mean `enable`?");

  private static final Problem UNREACHABLE =
      Problem.of(
          ProblemCode.UNREACHABLE,
          "`vps` (vps.example.org, port 22) did not answer within 10 s; nothing on it was changed.",
          "Check the address and that its SSH server runs:\n  ssh deploy@vps.example.org");

  @Test
  void problemWithAPlace() {
    assertEquals(
        """
        error: Unknown key
          `enabld` is not a key of `[systemd]`.

          web/service.clova.toml:14:3
          14 |   enabld = true
             |   ^^^^^^
          hint: Did you mean `enable`?\
        """,
        text(60, UNKNOWN_KEY));
  }

  @Test
  void problemWithAPlaceInColors() {
    assertEquals(
        """
        \u001b[1m\u001b[31merror:\u001b[0m \u001b[1mUnknown key\u001b[0m
          `enabld` is not a key of `[systemd]`.

          web/service.clova.toml:14:3
          \u001b[2m14\u001b[0m \u001b[2m|\u001b[0m   enabld = true
             \u001b[2m|\u001b[0m   \u001b[1m\u001b[31m^^^^^^\u001b[0m
          \u001b[36mhint:\u001b[0m Did you mean `enable`?\
        """,
        String.join("\n", new ProblemText(new Palette(true), 60).error(UNKNOWN_KEY)));
  }

  @Test
  void problemWithoutAPlaceInSixtyColumns() {
    assertEquals(
        """
        error: Target not reached
          `vps` (vps.example.org, port 22) did not answer within 10
          s; nothing on it was changed.
          hint: Check the address and that its SSH server runs:
                  ssh deploy@vps.example.org\
        """,
        text(60, UNREACHABLE));
  }

  @Test
  void problemWithoutAPlaceInAHundredColumns() {
    assertEquals(
        """
        error: Target not reached
          `vps` (vps.example.org, port 22) did not answer within 10 s; nothing on it was changed.
          hint: Check the address and that its SSH server runs:
                  ssh deploy@vps.example.org\
        """,
        text(100, UNREACHABLE));
  }

  @Test
  void warningIsOneByName() {
    List<String> lines = new ProblemText(Palette.PLAIN, 60).warning(UNKNOWN_KEY);
    assertEquals("warning: Unknown key", lines.getFirst());
  }

  @Test
  void caretsStandUnderWideAndTabbedText() {
    Problem problem = at("\tname = \"日本\" x", 14, 1);
    List<String> lines = new ProblemText(Palette.PLAIN, 60).error(problem);
    assertEquals("  7 |  name = \"日本\" x", lines.get(4));
    assertEquals("    | " + " ".repeat(15) + "^", lines.get(5));
  }

  @Test
  void partOfALongLineIsShownAroundWhatIsMeant() {
    String before = "a".repeat(300);
    Problem problem = at(before + "WRONG" + "b".repeat(300), 301, 5);
    List<String> lines = new ProblemText(Palette.PLAIN, 60).error(problem);
    assertEquals("  7 | …" + "a".repeat(46) + "WRONGb…", lines.get(4));
    assertEquals("    | " + " ".repeat(47) + "^^^^^", lines.get(5));
  }

  @Test
  void nothingIsWiderThanTheTerminal() {
    for (String source : List.of("x".repeat(500), "日".repeat(500), "\u202e".repeat(500))) {
      for (int column : new int[] {1, 37, 250, 500, 501}) {
        for (String line : new ProblemText(Palette.PLAIN, 60).error(at(source, column, 80))) {
          assertTrue(DisplayWidth.of(line) <= 60, line);
        }
      }
    }
  }

  @Test
  void placeBeyondTheEndOfALineIsStillMarked() {
    List<String> lines = new ProblemText(Palette.PLAIN, 60).error(at("x = [", 6, 3));
    assertEquals("    |      ^", lines.get(5));
  }

  @Test
  void textOfOthersCannotPlayTricks() {
    Problem problem =
        Problem.of(ProblemCode.FAILED, "It said \u001b[2J\u202e\u0007 and more.", "a\u200bb");
    assertEquals(
        """
        error: Failed
          It said \\u{1b}[2J\\u{202e}\\u{7} and more.
          hint: a\\u{200b}b\
        """,
        text(60, problem));
  }

  @Test
  void tooManyProblemsAreCounted() {
    List<String> lines =
        new ProblemText(Palette.PLAIN, 60).errors(Collections.nCopies(23, UNREACHABLE));
    assertEquals("… and 3 more problems.", lines.getLast());
    assertEquals(20, lines.stream().filter(line -> line.startsWith("error:")).count());
  }

  private static Problem at(String source, int column, int width) {
    SourcePosition position = new SourcePosition("clova.toml", 7, column, source, width);
    return Problem.at(position, ProblemCode.BAD_VALUE, "It is wrong.", "");
  }

  private static String text(int columns, Problem problem) {
    return String.join("\n", new ProblemText(Palette.PLAIN, columns).errors(List.of(problem)));
  }
}
