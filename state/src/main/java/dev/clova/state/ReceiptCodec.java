package dev.clova.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The bytes of a receipt: its header in one line, then the body, JSON with a last line end. */
public final class ReceiptCodec {

  private static final int FORMAT = 1;

  /** No header is longer, in bytes. */
  private static final int LINE = 200;

  private ReceiptCodec() {}

  /** The whole file. Equal receipts give equal bytes. */
  public static byte[] write(Receipt receipt) {
    byte[] body = body(receipt);
    ReceiptHeader header =
        new ReceiptHeader(FORMAT, body.length, Digest.of(body), receipt.generation());
    byte[] line = (header + "\n").getBytes(StandardCharsets.US_ASCII);
    return Bytes.join(line, body);
  }

  /** What a target's bytes say; never throws, whatever they are. */
  public static ReceiptReading read(byte[] bytes) {
    int end = lineEnd(bytes);
    String line = new String(bytes, 0, Math.max(0, end), StandardCharsets.ISO_8859_1);
    Optional<ReceiptHeader> header = ReceiptHeader.parse(line);
    if (header.isEmpty()) {
      return new ReceiptReading.Damaged("it does not begin like a receipt");
    }
    if (header.get().format() > FORMAT) {
      return new ReceiptReading.Newer(header.get().format());
    }
    return read(header.get(), Arrays.copyOfRange(bytes, end + 1, bytes.length));
  }

  private static ReceiptReading read(ReceiptHeader header, byte[] body) {
    if (body.length != header.length() || !Digest.of(body).equals(header.body())) {
      return new ReceiptReading.Damaged("its content is not what its first line says");
    }
    try {
      Receipt receipt = receipt(JsonIn.object(body));
      return receipt.generation() == header.generation()
          ? new ReceiptReading.Sound(receipt, header.body())
          : new ReceiptReading.Damaged("it is of two generations");
    } catch (Malformed e) {
      return new ReceiptReading.Damaged(e.why());
    }
  }

  private static byte[] body(Receipt receipt) {
    byte[] json =
        JsonOut.pretty(
            out -> {
              out.text("workspace", receipt.workspaceId()).text("name", receipt.workspaceName());
              out.text("operation", receipt.operation()).text("writer", receipt.writer());
              out.object("record", inner -> RecordJson.write(inner, receipt.record()));
            });
    return Bytes.join(json, new byte[] {'\n'});
  }

  private static Receipt receipt(Members in) {
    Receipt receipt =
        new Receipt(
            in.text("workspace"),
            in.text("name"),
            in.text("operation"),
            in.text("writer"),
            RecordJson.read(in.object("record")));
    in.end();
    return receipt;
  }

  private static int lineEnd(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, LINE); i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
