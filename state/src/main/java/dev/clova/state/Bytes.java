package dev.clova.state;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bytes put together, and texts that can become bytes. */
final class Bytes {

  private Bytes() {}

  static byte[] join(byte[]... parts) {
    return join(List.of(parts));
  }

  static byte[] join(List<byte[]> parts) {
    byte[] whole = new byte[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  /** Half a surrogate pair has no UTF-8; it becomes a question mark, in files as in digests. */
  static String encodable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
