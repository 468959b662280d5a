package dev.clova.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clova.cli.console.ColorChoice;
import dev.clova.cli.console.ExitStatus;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineReaderTest {

  private static final Setting<Path> OUT = Setting.path("FILE", "Where to", "-o", "--out");
  private static final Setting<Integer> PARALLEL =
      Setting.number("N", 1, 1000, "How many", "--parallelism", "--parallel")
          .orVariable("CLOVA_PARALLEL");
  private static final Setting<Duration> WAIT = Setting.duration("TIME", "How long", "--wait");
  private static final Setting<String> TARGET = Setting.text("PATTERN", "Which", "-t", "--target");
  private static final Flag NO_LOCK = Flag.of("Without", "--no-lock");

  private static final Syntax SYNTAX =
      Syntax.of("A sample.")
          .options(OUT, PARALLEL, WAIT, TARGET, NO_LOCK, SharedOptions.YES, SharedOptions.JSON)
          .operands(new Operands("SERVICE", 0, 2, "Which"));

  private record Sample(Syntax syntax) implements Command {

    @Override
    public ExitStatus run(Call call) {
      return ExitStatus.DONE;
    }
  }

  @Test
  void valuesComeInTheirTypes() {
    Typed typed =
        read("--out", "x/y", "--parallel=7", "--wait=5m", "blog", "-ta", "--target", "b", "wiki");
    assertEquals(List.of(Path.of("x/y")), typed.values(OUT));
    assertEquals(List.of(7), typed.values(PARALLEL));
    assertEquals(List.of(Duration.ofMinutes(5)), typed.values(WAIT));
    assertEquals(List.of("a", "b"), typed.values(TARGET));
    assertEquals(List.of("blog", "wiki"), typed.operands());
    assertEquals(0, typed.count(SharedOptions.YES));
  }

  @Test
  void repeatedFlagsAreCounted() {
    assertEquals(3, read("-vv", "--verbose").count(GlobalOptions.VERBOSE));
  }

  @ParameterizedTest
  @CsvSource({"250ms, 250", "3, 3000", "3s, 3000", "2m, 120000", "1h, 3600000", "1d, 86400000"})
  void timesHaveUnits(String text, long millis) {
    assertEquals(List.of(Duration.ofMillis(millis)), read("--wait", text).values(WAIT));
  }

  @Test
  void nothingAfterTwoDashesIsAnOption() {
    assertEquals(List.of("-out=x", "--yes"), read("--", "-out=x", "--yes").operands());
  }

  @Test
  void terraformsNamesMayHaveOneDash() {
    Typed typed =
        read("-out=p", "-auto-approve", "-json", "-no-color", "-lock=false", "-input=false");
    assertEquals(List.of(Path.of("p")), typed.values(OUT));
    assertEquals(1, typed.count(SharedOptions.YES));
    assertEquals(1, typed.count(SharedOptions.JSON));
    assertEquals(1, typed.count(GlobalOptions.NO_COLOR));
    assertEquals(1, typed.count(NO_LOCK));
    assertEquals(1, typed.count(GlobalOptions.NO_INPUT));
  }

  @Test
  void otherNamesMayNot() {
    assertEquals("`clova sample` has no option `-wait`.", problems("-wait=3").getFirst().detail());
  }

  @Test
  void environmentStandsInWhereNothingIsTyped() {
    Map<String, String> environment =
        Map.of("CLOVA_PARALLEL", "3", "CLOVA_YES", "1", "CLOVA_QUIET", "false");
    Typed typed = CommandLineReader.read(sample(), environment);
    assertEquals(List.of(3), typed.values(PARALLEL));
    assertEquals(1, typed.count(SharedOptions.YES));
    assertEquals(0, typed.count(GlobalOptions.QUIET));
    Typed overridden = CommandLineReader.read(sample("--parallel", "9"), environment);
    assertEquals(List.of(9), overridden.values(PARALLEL));
  }

  @Test
  void choicesAreTypedInLowerCase() {
    assertEquals(List.of(ColorChoice.ALWAYS), read("--color=always").values(GlobalOptions.COLOR));
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    assertEquals(
        List.of(
            "`--color` is one of `auto`, `always`, `never`, not `ALWAYS`.",
            "`--parallel` is a number from 1 to 1000, not `0`.",
            "`--wait` is a time such as `90s` or `5m`, not `soon`.",
            "`three` is one too many for `clova sample`."),
        problems("--parallel=0", "--wait=soon", "--color=ALWAYS", "one", "two", "three").stream()
            .map(Problem::detail)
            .toList());
  }

  @Test
  void misspeltOptionGetsASuggestion() {
    Problem problem = problems("--paralel=3").getFirst();
    assertEquals("`clova sample` has no option `--paralel`.", problem.detail());
    assertEquals("Did you mean `--parallel`?", problem.hint());
  }

  @Test
  void missingValueIsNamed() {
    assertEquals("`--out` needs a value after it.", problems("--out").getFirst().detail());
    assertEquals("`--out` needs a value after it.", problems("--out", "--yes").getFirst().detail());
  }

  @Test
  void helpIsGivenWhateverElseIsWrong() {
    assertEquals(1, read("--parallel=0", "a", "b", "c", "-h").count(GlobalOptions.HELP));
  }

  private static List<Problem> problems(String... arguments) {
    return assertThrows(ClovaException.class, () -> read(arguments)).problems();
  }

  private static Typed read(String... arguments) {
    return CommandLineReader.read(sample(arguments), Map.of());
  }

  private static Chosen sample(String... arguments) {
    return new Chosen("sample", new Sample(SYNTAX), List.of(arguments));
  }
}
