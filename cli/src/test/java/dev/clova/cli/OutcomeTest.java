package dev.clova.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.Exit;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.console.Settings;
import dev.clova.cli.console.Terminal;
import dev.clova.cli.console.Transcript;
import dev.clova.state.ClovaException;
import dev.clova.state.ClovaVersion;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTest {

  private final Transcript transcript = new Transcript("");

  @Test
  void resultOfACommandIsItsStatus() {
    assertEquals(ExitStatus.CHANGES, outcome(false).of(() -> ExitStatus.CHANGES));
    assertEquals("", transcript.err());
  }

  @Test
  void everyProblemCodeEndsWithItsStatus() {
    for (ProblemCode code : ProblemCode.values()) {
      Problem problem = Problem.of(code, "Detail.", "");
      Exit status =
          outcome(false)
              .of(
                  () -> {
                    throw new ClovaException(problem);
                  });
      assertEquals(ExitStatus.of(code.trouble()), status);
      assertTrue(transcript.err().contains("error: " + code.title() + "\n"));
    }
  }

  @Test
  void gravestProblemDecides() {
    List<Problem> problems =
        List.of(
            Problem.of(ProblemCode.UNREACHABLE, "Detail.", ""),
            Problem.of(ProblemCode.LOCKED, "Detail.", ""));
    Exit status =
        outcome(false)
            .of(
                () -> {
                  throw new ClovaException(problems);
                });
    assertEquals(ExitStatus.LOCKED, status);
  }

  @Test
  void faultOfOurOwnIsToldWithoutItsTraceOrWhatItHolds() {
    assertEquals(ExitStatus.BUG, outcome(false).of(OutcomeTest::fail));
    String told = transcript.err();
    assertTrue(told.startsWith("error: This is a fault of Clova's own\n"));
    assertTrue(told.contains("IllegalStateException in OutcomeTest.java, line "));
    assertTrue(told.contains("Clova " + ClovaVersion.CURRENT + ", Java "));
    assertFalse(told.contains("hunter2"));
    assertFalse(told.contains("\tat "));
  }

  @Test
  void faultOfOurOwnShowsItsTraceOnRequest() {
    assertEquals(ExitStatus.BUG, outcome(true).of(OutcomeTest::fail));
    assertTrue(transcript.err().contains("\tat dev.clova.cli.OutcomeTest.fail("));
  }

  @Test
  void runningOutOfStackIsAFaultToo() {
    Exit status =
        outcome(false)
            .of(
                () -> {
                  throw new StackOverflowError();
                });
    assertEquals(ExitStatus.BUG, status);
  }

  private static ExitStatus fail() {
    throw new IllegalStateException("password is hunter2");
  }

  private Outcome outcome(boolean debug) {
    Console console = new Console(transcript.streams(), Terminal.NONE, Settings.of(Map.of()));
    return new Outcome(console, debug, Map.of(), Path.of("/"));
  }
}
