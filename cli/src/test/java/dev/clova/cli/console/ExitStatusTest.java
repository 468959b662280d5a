package dev.clova.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Trouble;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitStatusTest {

  @Test
  void numbersAreThePromisedOnes() {
    List<Integer> codes = Arrays.stream(ExitStatus.values()).map(ExitStatus::code).toList();
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 64, 65, 70, 130, 143), codes);
  }

  @Test
  void everyTroubleHasItsOwnStatus() {
    long different = Arrays.stream(Trouble.values()).map(ExitStatus::of).distinct().count();
    assertEquals(Trouble.values().length, different);
  }

  @Test
  void nothingWrongIsDone() {
    assertEquals(ExitStatus.DONE, ExitStatus.of(List.of()));
  }

  /** The order of precedence: each code below decides against all that follow it. */
  @Test
  void gravestOfSeveralDecides() {
    List<ProblemCode> byGravity =
        List.of(
            ProblemCode.SYNTAX,
            ProblemCode.LOCKED,
            ProblemCode.STALE,
            ProblemCode.REFUSED,
            ProblemCode.NOT_CONFIRMED,
            ProblemCode.USAGE,
            ProblemCode.FAILED,
            ProblemCode.STEP_FAILED,
            ProblemCode.UNREACHABLE);
    List<Integer> expected = List.of(65, 6, 5, 7, 8, 64, 1, 3, 4);
    for (int i = 0; i < byGravity.size(); i++) {
      List<Problem> problems =
          byGravity.subList(i, byGravity.size()).reversed().stream()
              .map(code -> Problem.of(code, "detail", ""))
              .toList();
      assertEquals(expected.get(i), ExitStatus.of(problems).code());
    }
  }
}
