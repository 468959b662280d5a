package dev.clova.cli.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalSecretTest {

  @Test
  void lineIsReadWithoutItsEndAndNotFurther() {
    ByteArrayInputStream in = typed("pässwörd 1\nnext\n");
    assertArrayEquals("pässwörd 1".toCharArray(), TerminalSecret.read(in).orElseThrow());
    assertArrayEquals("next".toCharArray(), TerminalSecret.read(in).orElseThrow());
  }

  @Test
  void emptyLineIsAnAnswerAndAnEndIsNone() {
    assertArrayEquals(new char[0], TerminalSecret.read(typed("\n")).orElseThrow());
    assertEquals(Optional.empty(), TerminalSecret.read(typed("")));
  }

  private static ByteArrayInputStream typed(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
