package dev.clova.engine.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class TargetTextTest {

  @Test
  void whatATerminalObeysIsShownInstead() {
    assertEquals("\\u{1b}[31mred\\u{1b}[0m", TargetText.line("\u001b[31mred\u001b[0m"));
    assertEquals("a\\u{d}b\\u{7f}\\u{9b}", TargetText.line("a\rb\u007f\u009b"));
  }

  @Test
  void whatDeceivesAReaderIsShownInstead() {
    assertEquals(
        "\\u{202e}gpj.exe\\u{200b}\\u{2028}", TargetText.line("\u202egpj.exe\u200b\u2028"));
    assertEquals("\\u{d800}", TargetText.line("\ud800"));
  }

  @Test
  void otherTextStaysAsItIs() {
    String text = "gr\u00fc\u00df dich, \u4f60\u597d \ud83d\ude00 $(x) `y`";
    assertEquals(text, TargetText.line(text));
  }

  @Test
  void onlyManyLinesKeepTheirEnds() {
    assertEquals("a\n\tb\\u{d}\n", TargetText.lines("a\n\tb\r\n".getBytes(UTF_8)));
    assertEquals("a\\u{a}\\u{9}b", TargetText.line("a\n\tb"));
    assertEquals("\ufffd", TargetText.lines(new byte[] {(byte) 0xff}));
  }
}
