package dev.clova.engine.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ShellTextTest {

  @Test
  void wordsAreAlwaysQuoted() {
    assertEquals("'' 'a' 'b c' 'it'\\''s'", ShellText.words(List.of("", "a", "b c", "it's")) + "");
  }

  @Test
  void noWordHoldsWhatNoArgumentCanHold() {
    assertThrows(IllegalArgumentException.class, () -> ShellText.word("a\0b"));
    assertThrows(IllegalArgumentException.class, () -> ShellText.word("a\ud800b"));
    assertThrows(IllegalArgumentException.class, () -> ShellText.path(""));
  }

  @Test
  void pathsAreNeverTakenForOptions() {
    assertEquals("'/srv/x'", ShellText.path("/srv/x") + "");
    assertEquals("'./x'", ShellText.path("./x") + "");
    assertEquals("'./-rf'", ShellText.path("-rf") + "");
    assertEquals("'./.-x'", ShellText.path(".-x") + "");
  }

  @Test
  void dataGoesIntoVariables() {
    ShellText script =
        ShellText.lines(
            ShellText.set("dir", "a'b"),
            ShellText.arguments(List.of()),
            ShellText.arguments(List.of("x", "-n")),
            ShellText.of("cd ")
                .plus(ShellText.path("y"))
                .plus(" && exit ")
                .plus(ShellText.number(-7)));
    assertEquals(
        """
        dir='a'\\''b'
        set --
        set -- 'x' '-n'
        cd './y' && exit -7
        """,
        script + "");
  }
}
