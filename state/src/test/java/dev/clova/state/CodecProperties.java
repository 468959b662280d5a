package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class CodecProperties {

  @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
  void aStateComesBackFromItsBytes(@ForAll("states") State state) {
    byte[] bytes = StateCodec.write(state);
    assertEquals(state, StateCodec.read(bytes));
    assertArrayEquals(bytes, StateCodec.write(StateCodec.read(bytes)));
  }

  @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
  void aReceiptComesBackFromItsBytes(@ForAll("records") PlacementRecord record) {
    Receipt receipt = new Receipt("w", "n", "1", "ann@laptop", record);
    ReceiptReading reading = ReceiptCodec.read(ReceiptCodec.write(receipt));
    assertEquals(new ReceiptReading.Sound(receipt, digest(receipt)), reading);
  }

  @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
  void aJournalRecordComesBackFromItsLine(@ForAll("journalRecords") JournalRecord record) {
    byte[] line = JournalCodec.line(3, 2, record);
    byte[] withoutEnd = Arrays.copyOf(line, line.length - 1);
    Members parsed = JournalCodec.parse(withoutEnd);
    assertEquals(3, parsed.number("n"));
    assertEquals(2, parsed.number("c"));
    assertEquals(record, JournalCodec.record(parsed));
  }

  @Provide
  Arbitrary<State> states() {
    return Generated.state();
  }

  @Provide
  Arbitrary<PlacementRecord> records() {
    return Generated.record();
  }

  @Provide
  Arbitrary<JournalRecord> journalRecords() {
    return Generated.journalRecord();
  }

  private static Digest digest(Receipt receipt) {
    String text = new String(ReceiptCodec.write(receipt), StandardCharsets.UTF_8);
    return ReceiptHeader.parse(text.substring(0, text.indexOf('\n'))).orElseThrow().body();
  }
}
