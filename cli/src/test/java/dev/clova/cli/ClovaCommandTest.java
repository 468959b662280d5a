package dev.clova.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.console.Exit;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.console.Terminal;
import dev.clova.cli.console.Transcript;
import dev.clova.state.ClovaVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClovaCommandTest {

  @TempDir Path directory;

  private final Transcript transcript = new Transcript("");

  @Test
  void versionIsWhatTheBuildSays() {
    assertEquals(System.getProperty("clova.build.version"), ClovaVersion.CURRENT);
    assertEquals(ExitStatus.DONE, run(Map.of(), "version", "-q"));
    assertEquals("clova " + ClovaVersion.CURRENT + "\n", transcript.out());
    assertEquals("", transcript.err());
  }

  @Test
  void versionForPrograms() {
    assertEquals(ExitStatus.DONE, run(Map.of(), "--no-color", "version", "--json"));
    assertTrue(transcript.out().startsWith("{\"version\":\"" + ClovaVersion.CURRENT + "\","));
  }

  @Test
  void aloneItShowsTheOverview() {
    assertEquals(ExitStatus.DONE, run(Map.of()));
    assertTrue(transcript.out().startsWith("Services on servers"));
    assertEquals("", transcript.err());
  }

  @Test
  void helpIsAResultAndNoProblem() {
    assertEquals(ExitStatus.DONE, run(Map.of(), "version", "--help"));
    assertTrue(transcript.out().startsWith("Examples:\n  clova version "));
    assertEquals("", transcript.err());
  }

  @Test
  void wrongUseIsToldOnTheErrorOutput() {
    assertEquals(ExitStatus.USAGE, run(Map.of(), "version", "--jsn"));
    assertEquals("", transcript.out());
    assertEquals(
        """
        error: Wrong use
          `clova version` has no option `--jsn`.
          hint: Did you mean `--json`?
        """,
        transcript.err());
  }

  @Test
  void directoryHasToExist() {
    assertEquals(ExitStatus.USAGE, run(Map.of(), "-C", "nowhere", "version"));
    assertTrue(transcript.err().contains("`" + directory.resolve("nowhere") + "`"));
  }

  @Test
  void colorsAreThereWhenAskedFor() {
    assertEquals(ExitStatus.USAGE, run(Map.of(), "completion", "tcsh", "--color=always"));
    assertTrue(transcript.err().startsWith("\u001b[1m\u001b[31merror:\u001b[0m"));
  }

  @Test
  void noColorCountsMoreThanColor() {
    run(Map.of(), "completion", "tcsh", "--color=always", "--no-color");
    assertTrue(transcript.err().startsWith("error:"));
  }

  @Test
  void colorsOfTheEnvironmentCountForWhateverIsWrong() {
    run(Map.of("FORCE_COLOR", "1"), "versoin");
    assertTrue(transcript.err().startsWith("\u001b["));
  }

  @Test
  void traceIsShownOnlyWhenAskedFor() {
    run(Map.of(), "completion", "tcsh");
    assertFalse(transcript.err().contains("\tat "));
    run(Map.of(), "completion", "tcsh", "--debug");
    assertTrue(transcript.err().contains("\tat dev.clova."));
  }

  @Test
  void traceMayBeAskedForByTheEnvironment() {
    run(Map.of("CLOVA_DEBUG", "1"), "versoin");
    assertTrue(transcript.err().contains("\tat dev.clova."));
  }

  private Exit run(Map<String, String> environment, String... arguments) {
    return new ClovaCommand(transcript.streams(), Terminal.NONE, environment, directory)
        .run(List.of(arguments));
  }
}
