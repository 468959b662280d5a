package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files of format 1 as they once were written; they have to be readable for ever. */
final class FormatOneTest {

  private static final List<JournalRecord> JOURNAL =
      List.of(
          new JournalRecord.ApplyStarted("a-1", "p-7f3k-9c2m-04qd", Samples.NOON, "ann@laptop"),
          new JournalRecord.Intent(
              1,
              "vps",
              List.of(new JournalRecord.Operation(1, Samples.update().at(), Verb.UPDATE))),
          new JournalRecord.Result(1, OperationOutcome.FAILED, "exit 1", Samples.NOON),
          new JournalRecord.Recorded(Samples.base()),
          new JournalRecord.Dropped(Samples.BLOG),
          new JournalRecord.ApplyEnded(ApplyOutcome.PARTLY, Samples.NOON));

  @Test
  void thePlan() throws IOException {
    String file = file("plan.toml");
    assertEquals(file, text(PlanFile.write(Samples.plan())));
    assertEquals(Samples.plan(), PlanFile.parse("plan.toml", bytes(file)));
    assertEquals(Optional.of(Samples.plan().id()), PlanId.parse("p-f4v7-sqq0-fx7d"));
  }

  @Test
  void theState() throws IOException {
    String file = file("state.json");
    assertEquals(file, text(StateCodec.write(Samples.state("k3v9t2mq"))));
    assertEquals(Samples.state("k3v9t2mq"), StateCodec.read(bytes(file)));
  }

  @Test
  void theReceipt() throws IOException {
    String file = file("receipt");
    Receipt receipt = new Receipt("k3v9t2mq", "homelab", "17", "ann@laptop", Samples.blog());
    assertEquals(file, text(ReceiptCodec.write(receipt)));
    assertEquals(
        Optional.of(receipt),
        Optional.of(ReceiptCodec.read(bytes(file)))
            .filter(ReceiptReading.Sound.class::isInstance)
            .map(ReceiptReading.Sound.class::cast)
            .map(ReceiptReading.Sound::receipt));
  }

  @Test
  void theJournal() throws IOException {
    String file = file("journal");
    StringBuilder written = new StringBuilder(text(JournalCodec.header("k3v9t2mq")));
    for (int i = 0; i < JOURNAL.size(); i++) {
      written.append(text(JournalCodec.line(i + 1, 1, JOURNAL.get(i))));
    }
    assertEquals(file, written.toString());
    assertEquals(
        new JournalReading.Sound(JOURNAL, false),
        JournalLines.of(bytes(file), "k3v9t2mq").reading(Path.of("journal")));
  }

  private static String file(String name) throws IOException {
    try (InputStream in = FormatOneTest.class.getResourceAsStream("format-1/" + name)) {
      if (in == null) {
        throw new IOException("no such sample: " + name);
      }
      return text(in.readAllBytes());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
