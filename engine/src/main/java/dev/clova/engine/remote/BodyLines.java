package dev.clova.engine.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads a frame's body line by line, each as soon as it is over. */
public final class BodyLines {

  /** Of a longer line, the beginning is told, in bytes. */
  static final int LONGEST = 64 * 1024;

  private final Consumer<String> taker;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean toldEarly;

  private BodyLines(Consumer<String> taker) {
    this.taker = taker;
  }

  /**
   * Reads to the end of the body.
   *
   * @param taker gets each line without its end, as UTF-8, as the target wrote it: not safe to show
   */
  public static void read(InputStream body, Consumer<String> taker) throws IOException {
    BodyLines lines = new BodyLines(taker);
    byte[] piece = new byte[8 * 1024];
    for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
      lines.add(piece, count);
      if (body instanceof FrameReader.Body here && here.isAtLineEnd()) {
        lines.tellEarly();
      }
    }
    lines.tellEarly();
  }

  private void add(byte[] piece, int count) {
    int from = 0;
    for (int i = 0; i < count; i++) {
      if (piece[i] == '\n') {
        keep(piece, from, i);
        if (!toldEarly) {
          tell();
        }
        toldEarly = false;
        from = i + 1;
      }
    }
    keep(piece, from, count);
  }

  private void keep(byte[] piece, int from, int to) {
    int room = LONGEST - line.size();
    line.write(piece, from, Math.min(to - from, room));
  }

  /** The line end itself comes later, or not at all. */
  private void tellEarly() {
    if (line.size() > 0 && !toldEarly) {
      tell();
      toldEarly = true;
    }
  }

  private void tell() {
    taker.accept(line.toString(StandardCharsets.UTF_8));
    line.reset();
  }
}
