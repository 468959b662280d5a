package dev.clova.cli.render;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What a command printed, kept until it is shown as a whole: of much, the end. Safe for threads.
 */
public final class CommandOutput {

  private static final int KEPT = 4 << 20;

  private byte[] bytes = new byte[0];
  private int length;
  private long dropped;

  /** Nothing yet. */
  public CommandOutput() {}

  /** Adds a piece. */
  public synchronized void add(byte[] piece) {
    if (length + piece.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + piece.length));
    }
    System.arraycopy(piece, 0, bytes, length, piece.length);
    length += piece.length;
    if (length > 2 * KEPT) {
      dropped += length - KEPT;
      System.arraycopy(bytes, length - KEPT, bytes, 0, KEPT);
      length = KEPT;
    }
  }

  /** All of it that was kept, as UTF-8. */
  public synchronized String text() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** How many bytes at the beginning were not kept. */
  public synchronized long dropped() {
    return dropped;
  }

  /** Its lines, fit to be shown. */
  public List<String> lines() {
    return text().lines().map(ForeignText::line).toList();
  }
}
