package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReceiptCodecTest {

  private static final Receipt RECEIPT =
      new Receipt("k3v9t2mq", "homelab", "17", "ann@laptop", Samples.blog());

  @Test
  void aReceiptIsAHeaderAndReadableJson() {
    String text = new String(ReceiptCodec.write(RECEIPT), StandardCharsets.UTF_8);
    String body = text.substring(text.indexOf('\n') + 1);
    assertEquals(
        "clova.receipt/1 %d %s 7"
            .formatted(body.getBytes(StandardCharsets.UTF_8).length, Digest.of(body).hex()),
        text.lines().findFirst().orElseThrow());
    assertTrue(
        body.startsWith(
            """
            {
              "workspace": "k3v9t2mq",
              "name": "homelab",
              "operation": "17",
              "writer": "ann@laptop",
              "record": {
                "placement": "blog@vps",
                "generation": 7,
            """),
        body);
    assertTrue(body.contains("über Nacht"), body);
    assertTrue(body.endsWith("}\n"), body);
  }

  @Test
  void whatIsReadIsWhatWasWritten() {
    byte[] bytes = ReceiptCodec.write(RECEIPT);
    ReceiptReading.Sound sound =
        assertInstanceOf(ReceiptReading.Sound.class, ReceiptCodec.read(bytes));
    assertEquals(RECEIPT, sound.receipt());
    assertEquals(Optional.of(sound.digest()), sound.record().receipt());
    assertEquals(header(bytes).body(), sound.digest());
  }

  @Test
  void noChangedReceiptIsTakenForWhole() {
    Corruption.all(
        ReceiptCodec.write(RECEIPT),
        (what, bytes) ->
            assertFalse(ReceiptCodec.read(bytes) instanceof ReceiptReading.Sound, what));
  }

  @Test
  void aNewerFormatIsNotTakenForDamage() {
    byte[] bytes =
        "clova.receipt/2 0 %s 9 more\n"
            .formatted(Digest.of("").hex())
            .getBytes(StandardCharsets.UTF_8);
    assertInstanceOf(ReceiptReading.Damaged.class, ReceiptCodec.read(bytes));
    byte[] newer =
        "clova.receipt/2 0 %s 9\n".formatted(Digest.of("").hex()).getBytes(StandardCharsets.UTF_8);
    assertEquals(new ReceiptReading.Newer(2), ReceiptCodec.read(newer));
  }

  @Test
  void deepNestingIsDamageAndNoOverflow() {
    String body = "{\"a\":".repeat(100_000);
    String line = "clova.receipt/1 %d %s 1\n".formatted(body.length(), Digest.of(body).hex());
    assertInstanceOf(
        ReceiptReading.Damaged.class,
        ReceiptCodec.read((line + body).getBytes(StandardCharsets.UTF_8)));
  }

  private static ReceiptHeader header(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return ReceiptHeader.parse(text.lines().findFirst().orElseThrow()).orElseThrow();
  }
}
