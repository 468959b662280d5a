package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class JsonOutTest {

  @Test
  void nothingThatSteersATerminalIsLeftAsItIs() {
    String hostile = "\u007f\u001b[2K\u0085\u202e##[error]\u00e9";
    assertEquals(
        "{\"text\":\"\\u007f\\u001B[2K\\u0085\\u202E#\\u0023[error]\\u00E9\"}",
        JsonOut.event(out -> out.text("text", hostile)));
  }
}
