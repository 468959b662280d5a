package dev.clova.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.console.Palette;
import dev.clova.engine.observed.Check;
import dev.clova.engine.observed.Check.Verdict;
import dev.clova.state.Trouble;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CheckupTextTest {

  private static final Check GOOD = check("connection", Verdict.OK, "`vps.example.org`", "");
  private static final Check LITTLE =
      check("room", Verdict.REMARK, "80 MiB left", "That is little: what is sent is kept twice.");
  private static final Check NO_ROOT =
      new Check(
          "become",
          Verdict.FAILED,
          "`sudo -n` on `nuc` gave the user no root shell.",
          "The user must be allowed to run `/bin/sh` as root.",
          Trouble.UNREACHED);
  private static final Check NO_ENGINE =
      new Check("docker", Verdict.FAILED, "not \u001b[31minstalled", "Install it.", Trouble.FAILED);
  private static final Check OPEN = check("root", Verdict.UNKNOWN, "not tried", "");

  @Test
  void everyCheckIsALineWithItsRemedyBelow() {
    Golden.check("target-test-80.txt", CheckupText.lines(some(), Palette.PLAIN, 80));
    Golden.check("target-test-60-color.txt", CheckupText.lines(some(), new Palette(true), 60));
    Golden.check("target-test.json", List.of(CheckupText.json(some())));
  }

  @Test
  void gravestFailureDecides() {
    assertEquals(ExitStatus.DONE, CheckupText.status(of(Map.of("vps", List.of(GOOD, LITTLE)))));
    assertEquals(
        ExitStatus.UNREACHED, CheckupText.status(of(Map.of("nuc", List.of(NO_ROOT, OPEN)))));
    assertEquals(ExitStatus.FAILED, CheckupText.status(some()));
  }

  private static SortedMap<String, List<Check>> some() {
    return of(
        Map.of(
            "vps", List.of(GOOD, LITTLE),
            "nuc", List.of(GOOD, NO_ROOT, OPEN),
            "web", List.of(GOOD, NO_ENGINE)));
  }

  private static SortedMap<String, List<Check>> of(Map<String, List<Check>> checks) {
    return new TreeMap<>(checks);
  }

  private static Check check(String name, Verdict verdict, String detail, String hint) {
    return new Check(name, verdict, detail, hint, Trouble.FAILED);
  }
}
