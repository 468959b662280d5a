package dev.clova.engine.remote;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Bodies come out as they went in, however the stream is cut into pieces. */
final class FrameReaderProperties {

  private static final Token TOKEN = new Token("0123456789abcdef0123456789abcdef");
  private static final String MARK = new String(TOKEN.frameMark(), US_ASCII);

  /** Bodies made of what looks like the beginning of a frame. */
  @Provide
  Arbitrary<List<String>> bodies() {
    Arbitrary<String> part =
        Arbitraries.oneOf(
            Arbitraries.of("\n", "\n\n", "@", "\n@", MARK.stripTrailing(), MARK.substring(0, 20)),
            Arbitraries.of(MARK.replace('f', 'e'), MARK.stripLeading(), "end 0\n", " "),
            Arbitraries.strings().withCharRange('\0', '\377').ofMaxLength(50));
    return part.list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts))
        .filter(body -> !body.contains(MARK))
        .list()
        .ofMaxSize(6);
  }

  @Property(tries = 2000)
  void bodiesSurviveAnyCut(@ForAll("bodies") List<String> bodies, @ForAll long seed)
      throws IOException {
    List<byte[]> read = new ArrayList<>();
    Random random = new Random(seed);
    FrameReader reader = new FrameReader(pieces(wire(bodies, random), random), () -> {});
    Frame frame = reader.first(TOKEN);
    reader.allow(Long.MAX_VALUE, Reply.Reason.TOO_MUCH);
    while (!frame.kind().equals("end")) {
      assertEquals(new Frame("body", List.of("" + read.size(), "x")), frame);
      read.add(slowly(reader.body(), random));
      frame = reader.next();
    }
    assertEquals(bodies.size(), read.size());
    for (int i = 0; i < read.size(); i++) {
      assertArrayEquals(latin(bodies.get(i)), read.get(i));
    }
  }

  @Property(tries = 500)
  void aCutAnswerIsNeverWhole(@ForAll("bodies") List<String> bodies, @ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    byte[] whole = wire(bodies, random);
    byte[] half = Arrays.copyOf(whole, random.nextInt(whole.length));
    FrameReader reader = new FrameReader(pieces(half, random), () -> {});
    assertThrows(
        AnswerBroken.class,
        () -> {
          Frame frame = reader.first(TOKEN);
          reader.allow(Long.MAX_VALUE, Reply.Reason.TOO_MUCH);
          while (!frame.kind().equals("end")) {
            byte[] unused = reader.body().readAllBytes();
            frame = reader.next();
          }
        });
  }

  @Example
  void headsHaveALimit() {
    byte[] endless = latin(MARK + "x".repeat(100_000));
    FrameReader reader = new FrameReader(new ByteArrayInputStream(endless), () -> {});
    AnswerBroken broken = assertThrows(AnswerBroken.class, () -> reader.first(TOKEN));
    assertEquals(Reply.Reason.TOO_MUCH, broken.reason());
  }

  private static byte[] wire(List<String> bodies, Random random) throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    wire.write(latin("noise"));
    for (int i = 0; i < bodies.size(); i++) {
      wire.write(latin(MARK + "body " + i + " x\n"));
      byte[] body = latin(bodies.get(i));
      int at = random.nextInt(body.length + 1);
      wire.write(body, 0, at);
      if (random.nextBoolean()) {
        wire.write(latin(MARK + "beat\n"));
      }
      wire.write(body, at, body.length - at);
    }
    wire.write(latin(MARK + "end 0\n"));
    return wire.toByteArray();
  }

  /** A stream that gives as much at a time as chance will have it. */
  private static InputStream pieces(byte[] bytes, Random random) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, 1 + random.nextInt(40)));
      }
    };
  }

  private static byte[] slowly(InputStream body, Random random) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] into = new byte[64];
    while (true) {
      int count = body.read(into, 0, 1 + random.nextInt(into.length));
      if (count < 0) {
        return all.toByteArray();
      }
      all.write(into, 0, count);
    }
  }

  private static byte[] latin(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
