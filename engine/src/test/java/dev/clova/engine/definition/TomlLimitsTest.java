package dev.clova.engine.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TomlLimitsTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path root;

  @Test
  void deepNestingIsRefusedBeforeItIsParsed() {
    String deep = "targets = []\n[vars]\na = " + "[".repeat(1000) + "]".repeat(1000);
    assertProblem(problem(deep), ProblemCode.TOO_LARGE, 3, 37);
    String fine = "targets = []\n[vars]\na = " + "[".repeat(32) + "]".repeat(32);
    assertEquals(List.of(), problems(fine));
  }

  @Test
  void bracketsInStringsAndCommentsDoNotCount() {
    String brackets = "[{".repeat(100);
    assertEquals(
        List.of(),
        problems(
            "targets = [] # "
                + brackets
                + "\n[vars]\na = \""
                + brackets
                + "\\\"[\"\nb = '"
                + brackets
                + "\\'\nc = \"\"\"\n"
                + brackets
                + "\"\\\"\"\"\"\nd = '''"
                + brackets
                + "'''\n"));
  }

  @Test
  void hugeStringIsRefused() {
    String huge = "targets = []\n[vars]\na = \"" + "x".repeat(70_000) + "\"";
    assertProblem(problem(huge), ProblemCode.TOO_LARGE, 3, 5);
    String fine = "targets = []\n[vars]\na = \"" + "x".repeat(60_000) + "\"";
    assertEquals(List.of(), problems(fine));
  }

  @Test
  void hugeFileIsRefused() {
    Problem problem = problem("#".repeat(1 << 20) + "\n");
    assertEquals(ProblemCode.TOO_LARGE, problem.code());
  }

  @Test
  void largestFileIsReadInTime() {
    StringBuilder keys = new StringBuilder("targets = []\n[vars]\n");
    for (int i = 0; keys.length() < (1 << 20) - 20; i++) {
      keys.append('k').append(i).append("=1\n");
    }
    assertTimeoutPreemptively(SOON, () -> assertEquals(List.of(), problems(keys.toString())));
  }

  @Test
  void fileFullOfMistakesIsToldInTimeAndBriefly() {
    String wrong = "= = =\n".repeat(100_000);
    List<Problem> problems = assertTimeoutPreemptively(SOON, () -> problems(wrong));
    assertEquals(21, problems.size());
    assertTrue(problems.getLast().detail().contains("99980"), problems.getLast().detail());
  }

  @Test
  void longDottedKeyIsToldInTime() {
    String dotted = "a" + ".a".repeat(300_000) + " = 1\n";
    assertTimeoutPreemptively(SOON, () -> assertEquals(ProblemCode.SYNTAX, problem(dotted).code()));
  }

  @Test
  void byteOrderMarkIsRefused() {
    assertProblem(problem("\uFEFFtargets = []"), ProblemCode.SYNTAX, 1, 1);
  }

  @Test
  void nulIsRefusedWhereItIs() {
    assertProblem(problem("targets = []\n# a\0"), ProblemCode.SYNTAX, 2, 4);
  }

  @Test
  void whatIsNotUtf8IsRefusedWhereItIs() {
    byte[] latin = "targets = []\n# \u00e9t\u00e9".getBytes(StandardCharsets.ISO_8859_1);
    Problem problem =
        WorkingDirectory.in(root).with("a/service.clova.toml", latin).problems().getFirst();
    assertProblem(problem, ProblemCode.SYNTAX, 2, 3);
    assertTrue(problem.detail().contains("0xE9"), problem.detail());
  }

  @Test
  void windowsLineEndsAreLineEnds() {
    Problem problem = problem("targets = []\r\nstat = 1\r\n");
    assertProblem(problem, ProblemCode.UNKNOWN_KEY, 2, 1);
    assertEquals("stat = 1", problem.at().orElseThrow().text());
  }

  @Test
  void loneCarriageReturnIsNoLineEnd() {
    assertEquals(ProblemCode.SYNTAX, problem("targets = []\rstate = 1").code());
  }

  private Problem problem(String toml) {
    return problems(toml).getFirst();
  }

  private List<Problem> problems(String toml) {
    return WorkingDirectory.in(root).service("a", toml).problems();
  }

  private static void assertProblem(Problem problem, ProblemCode code, int line, int column) {
    assertEquals(code, problem.code(), problem.detail());
    SourcePosition at = problem.at().orElseThrow();
    assertEquals("a/service.clova.toml:" + line + ":" + column, at.toString());
  }
}
