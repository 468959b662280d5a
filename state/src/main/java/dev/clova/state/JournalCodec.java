package dev.clova.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * One line of a journal: the CRC-32C of the rest in eight hexadecimal digits, a space, and a JSON
 * object. Each says its own number, and that of the first line that was put on disk together with
 * it: lines of one commit may reach the disk in any order when power fails.
 */
final class JournalCodec {

  private static final int CHECK = 9;

  private JournalCodec() {}

  /** The first line, which says whose journal it is. */
  static byte[] header(String lineage) {
    return line(JsonOut.line(out -> position(out, 0, 0).text("journal", "1").text("of", lineage)));
  }

  static byte[] line(long number, long commit, JournalRecord record) {
    return line(JsonOut.line(out -> write(position(out, number, commit), record)));
  }

  /**
   * The object of a line.
   *
   * @param line without its end
   * @throws Malformed if it is not what was written
   */
  static Members parse(byte[] line) {
    if (line.length < CHECK) {
      throw new Malformed("a line is too short");
    }
    byte[] check = Arrays.copyOf(line, CHECK);
    byte[] json = Arrays.copyOfRange(line, CHECK, line.length);
    if (!Arrays.equals(check, check(json))) {
      throw new Malformed("a line is not what its checksum says");
    }
    return JsonIn.object(json);
  }

  static JournalRecord record(Members in) {
    JournalRecord record =
        switch (in.text("is")) {
          case "started" ->
              new JournalRecord.ApplyStarted(
                  in.text("apply"), in.text("plan"), in.instant("when"), in.text("who"));
          case "intent" ->
              new JournalRecord.Intent(
                  in.number("batch"),
                  in.text("target"),
                  in.objects("operations", JournalCodec::operation));
          case "result" ->
              new JournalRecord.Result(
                  in.number("operation"),
                  in.term("outcome", OperationOutcome.class),
                  in.text("detail"),
                  in.instant("when"));
          case "recorded" -> new JournalRecord.Recorded(RecordJson.read(in.object("record")));
          case "dropped" -> new JournalRecord.Dropped(in.placement("placement"));
          case "ended" ->
              new JournalRecord.ApplyEnded(
                  in.term("outcome", ApplyOutcome.class), in.instant("when"));
          default -> throw new Malformed("a line is of a sort that this Clova does not know");
        };
    in.end();
    return record;
  }

  private static JsonOut position(JsonOut out, long number, long commit) {
    return out.number("n", number).number("c", commit);
  }

  private static void write(JsonOut out, JournalRecord record) {
    switch (record) {
      case JournalRecord.ApplyStarted started -> {
        out.text("is", "started").text("apply", started.apply()).text("plan", started.plan());
        out.text("when", started.when().toString()).text("who", started.who());
      }
      case JournalRecord.Intent intent -> {
        out.text("is", "intent").number("batch", intent.batch()).text("target", intent.target());
        out.objects("operations", intent.operations(), JournalCodec::write);
      }
      case JournalRecord.Result result -> {
        out.text("is", "result").number("operation", result.operation());
        out.term("outcome", result.outcome()).text("detail", result.detail());
        out.text("when", result.when().toString());
      }
      case JournalRecord.Recorded recorded ->
          out.text("is", "recorded")
              .object("record", inner -> RecordJson.write(inner, recorded.record()));
      case JournalRecord.Dropped dropped ->
          out.text("is", "dropped").text("placement", dropped.placement().toString());
      case JournalRecord.ApplyEnded ended ->
          out.text("is", "ended")
              .term("outcome", ended.outcome())
              .text("when", ended.when().toString());
    }
  }

  private static void write(JsonOut out, JournalRecord.Operation operation) {
    out.number("number", operation.number()).text("at", operation.at().toString());
    out.term("verb", operation.verb());
  }

  private static JournalRecord.Operation operation(Members in) {
    JournalRecord.Operation operation =
        new JournalRecord.Operation(
            in.number("number"), in.address("at"), in.term("verb", Verb.class));
    in.end();
    return operation;
  }

  private static byte[] line(byte[] json) {
    return Bytes.join(check(json), json, new byte[] {'\n'});
  }

  private static byte[] check(byte[] json) {
    CRC32C crc = new CRC32C();
    crc.update(json);
    return "%08x ".formatted(crc.getValue()).getBytes(StandardCharsets.US_ASCII);
  }
}
