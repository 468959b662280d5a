package dev.clova.cli.console;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.state.ClovaException;
import dev.clova.state.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {

  private static final Terminal ALL = new Terminal(true, true, true, 80);

  @Test
  void whatWasAskedForAndWhatIsSaidGoSeparateWays() {
    Transcript transcript = new Transcript("");
    Console console = console(transcript, Terminal.NONE, settings(false, 0, Map.of()));
    console.print("result");
    console.say("remark");
    console.detail("aside");
    assertEquals("result\n", transcript.out());
    assertEquals("remark\n", transcript.err());
  }

  @Test
  void quietLeavesResultsAndProblemsOnly() {
    Transcript transcript = new Transcript("");
    Console console = console(transcript, Terminal.NONE, settings(true, 1, Map.of()));
    console.print("result");
    console.say("remark");
    console.detail("aside");
    console.complain(List.of("problem"));
    assertEquals("result\n", transcript.out());
    assertEquals("problem\n", transcript.err());
  }

  @Test
  void verboseSaysMore() {
    Transcript transcript = new Transcript("");
    console(transcript, Terminal.NONE, settings(false, 1, Map.of())).detail("aside");
    assertEquals("aside\n", transcript.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"y\n", "Y\n", "yes\n", " yes \n", "y"})
  void yesConfirms(String typed) {
    Transcript transcript = new Transcript(typed);
    Console console = console(transcript, ALL, settings(false, 0, Map.of()));
    assertDoesNotThrow(() -> console.confirm("Apply?", "--yes"));
    assertTrue(transcript.err().contains("Apply? [y/N] "));
    assertEquals("", transcript.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"n\n", "\n", "", "yep\n", "ye s\n"})
  void anythingElseDoesNot(String typed) {
    Console console = console(new Transcript(typed), ALL, settings(false, 0, Map.of()));
    assertNotConfirmed(() -> console.confirm("Apply?", "--yes"));
  }

  @Test
  void nameHasToBeTypedExactly() {
    Console right = console(new Transcript("blog\n"), ALL, settings(false, 0, Map.of()));
    assertDoesNotThrow(() -> right.confirmByName("Destroy?", "blog", "--confirm=blog"));
    Console wrong = console(new Transcript("yes\n"), ALL, settings(false, 0, Map.of()));
    assertNotConfirmed(() -> wrong.confirmByName("Destroy?", "blog", "--confirm=blog"));
  }

  @Test
  void questionsAreAnsweredOneAfterTheOther() {
    Console console = console(new Transcript("y\nblog\n"), ALL, settings(false, 0, Map.of()));
    console.confirm("Apply?", "--yes");
    assertDoesNotThrow(() -> console.confirmByName("Destroy?", "blog", "--confirm=blog"));
  }

  @Test
  void nobodyIsAskedWhereNobodyCanAnswer() {
    Settings usual = settings(false, 0, Map.of());
    Settings ci = settings(false, 0, Map.of("CI", "true"));
    Settings noInput = new Settings(ColorChoice.AUTO, false, 0, true, Map.of());
    Terminal piped = new Terminal(false, true, true, 80);
    Terminal hidden = new Terminal(true, true, false, 80);
    assertRefusesToAsk(piped, usual);
    assertRefusesToAsk(hidden, usual);
    assertRefusesToAsk(ALL, ci);
    assertRefusesToAsk(ALL, noInput);
  }

  @Test
  void secretIsTypedUnseen() {
    List<String> saidBefore = new ArrayList<>();
    List<Transcript> heard = new ArrayList<>();
    HiddenInput hidden =
        asking -> {
          heard.forEach(one -> saidBefore.add(one.err()));
          asking.run();
          return Optional.of("s3cret".toCharArray());
        };
    Transcript transcript = new Transcript("", hidden);
    heard.add(transcript);
    Console console = console(transcript, ALL, settings(false, 0, Map.of()));
    assertEquals("s3cret", new String(console.secret("Password", "--ask-pass")));
    assertEquals(List.of(""), saidBefore, "asked before the terminal was ready for an answer");
    assertTrue(transcript.err().contains("Password: "));
    assertFalse((transcript.out() + transcript.err()).contains("s3cret"));
  }

  @Test
  void nobodyIsAskedForASecretWithoutATerminal() {
    HiddenInput hidden = asking -> Optional.of("s3cret".toCharArray());
    Settings usual = settings(false, 0, Map.of());
    Console piped = console(new Transcript("", hidden), Terminal.NONE, usual);
    assertNotConfirmed(() -> piped.secret("Password", "--ask-pass"));
    Console closed = console(new Transcript(""), ALL, usual);
    assertNotConfirmed(() -> closed.secret("Password", "--ask-pass"));
  }

  @Test
  void nothingMovesWhereNobodyLooks() {
    Settings usual = settings(false, 0, Map.of("TERM", "xterm"));
    assertTrue(console(new Transcript(""), ALL, usual).animates());
    assertFalse(console(new Transcript(""), Terminal.NONE, usual).animates());
    Settings ci = settings(false, 0, Map.of("CI", "1"));
    assertFalse(console(new Transcript(""), ALL, ci).animates());
    Settings dumb = settings(false, 0, Map.of("TERM", "dumb"));
    assertFalse(console(new Transcript(""), ALL, dumb).animates());
    Settings quiet = settings(true, 0, Map.of());
    assertFalse(console(new Transcript(""), ALL, quiet).animates());
  }

  private static void assertRefusesToAsk(Terminal terminal, Settings settings) {
    Transcript transcript = new Transcript("y\n");
    Console console = console(transcript, terminal, settings);
    assertNotConfirmed(() -> console.confirm("Apply?", "--yes"));
    assertEquals("", transcript.err());
  }

  private static void assertNotConfirmed(Runnable question) {
    ClovaException refusal = assertThrows(ClovaException.class, question::run);
    assertEquals(ProblemCode.NOT_CONFIRMED, refusal.problems().getFirst().code());
  }

  private static Console console(Transcript transcript, Terminal terminal, Settings settings) {
    return new Console(transcript.streams(), terminal, settings);
  }

  private static Settings settings(boolean quiet, int verbosity, Map<String, String> environment) {
    return new Settings(ColorChoice.AUTO, quiet, verbosity, false, environment);
  }
}
