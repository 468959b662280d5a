package dev.clova.cli.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.cli.console.Palette;
import dev.clova.engine.live.CommandResult;
import dev.clova.engine.live.CommandResult.End;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunReportTest {

  private static final CommandResult KILLED = result("h1", new End.Exited(137));
  private static final CommandResult UNREACHED =
      result("h2", new End.NotRun(Problem.of(ProblemCode.UNREACHABLE, "It is off.", "")));

  @Test
  void outputStandsUnderItsTargetAndIsHarmless() {
    CommandOutput output = new CommandOutput();
    output.add("one\r\n\n\u001b[31mtwo\u001b[2".getBytes(UTF_8));
    output.add("K".getBytes(UTF_8));
    assertEquals(
        List.of("h1", "  one", "", "  two\\u{1b}[2K"),
        RunReport.group(KILLED, output, Palette.PLAIN));
  }

  @Test
  void ofMuchOutputTheEndIsKept() {
    CommandOutput output = new CommandOutput();
    byte[] mega = new byte[1 << 20];
    for (int i = 0; i < 9; i++) {
      output.add(mega);
    }
    output.add("end".getBytes(UTF_8));
    assertEquals(5 << 20, output.dropped());
    assertEquals("end", output.text().substring(output.text().length() - 3));
  }

  @Test
  void theTableSaysHowItEndedEverywhere() {
    assertEquals(
        List.of(
            "TARGET  STATUS   TIME   NOTE",
            "h1      137      1.5 s  ended by signal 9",
            "h2      not run  1.5 s  It is off."),
        RunReport.table(List.of(KILLED, UNREACHED), Palette.PLAIN, 80));
  }

  @Test
  void programsGetAllOfIt() {
    CommandOutput output = new CommandOutput();
    output.add("one\n".getBytes(UTF_8));
    assertEquals(
        "{\"event\":\"ended\",\"target\":\"h1\",\"end\":\"exited\",\"status\":137,"
            + "\"problem\":\"ended by signal 9\",\"milliseconds\":1500,\"dropped\":0,"
            + "\"output\":\"one\\n\"}",
        RunReport.event(KILLED, output));
    assertEquals(
        "{\"event\":\"summary\",\"targets\":2,\"succeeded\":0}",
        RunReport.summary(List.of(KILLED, UNREACHED)));
  }

  private static CommandResult result(String target, End end) {
    return new CommandResult(target, end, Duration.ofMillis(1500));
  }
}
