package dev.clova.engine.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BodyLinesTest {

  private static final Token TOKEN = new Token("0123456789abcdef0123456789abcdef");

  @Test
  void linesAreTheSameHoweverTheyCome() throws IOException {
    assertEquals(List.of(), lines(""));
    assertEquals(List.of("one"), lines("one"));
    assertEquals(List.of("one"), lines("one\n"));
    assertEquals(List.of("one", "", "two"), lines("one\n\ntwo\n"));
    assertEquals(List.of("", "one", "@x"), lines("\none\n@x\n"));
  }

  @Test
  void ofALineThatIsTooLongTheBeginningIsTold() throws IOException {
    String longest = "x".repeat(BodyLines.LONGEST);
    assertEquals(List.of(longest, "two"), lines(longest + "y\ntwo\n"));
  }

  private static List<String> lines(String body) throws IOException {
    String mark = new String(TOKEN.frameMark(), UTF_8);
    byte[] wire = (mark + "out\n" + body + mark + "end 0\n").getBytes(UTF_8);
    List<String> lines = new ArrayList<>();
    // One byte at a time, so that every line end is held back once.
    FrameReader reader =
        new FrameReader(
            new ByteArrayInputStream(wire) {
              @Override
              public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1));
              }
            },
            () -> {});
    Frame unused = reader.first(TOKEN);
    reader.allow(Long.MAX_VALUE, Reply.Reason.TOO_MUCH);
    BodyLines.read(reader.body(), lines::add);
    return lines;
  }
}
