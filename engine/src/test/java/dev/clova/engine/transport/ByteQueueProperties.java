package dev.clova.engine.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class ByteQueueProperties {

  @Property(tries = 300)
  void piecesOfAnySizeComeOutAsOneStream(
      @ForAll @Size(max = 20) List<@IntRange(max = 9000) Integer> sizes,
      @ForAll @IntRange(min = 1, max = 7000) int read)
      throws IOException {
    ByteQueue queue = new ByteQueue(Integer.MAX_VALUE, count -> {});
    InputStream source = queue.source();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    byte next = 0;
    for (int size : sizes) {
      byte[] piece = new byte[size];
      for (int i = 0; i < size; i++) {
        piece[i] = next++;
      }
      queue.add(piece, 0, size);
      written.writeBytes(piece);
      if (source.available() > read) {
        taken.writeBytes(source.readNBytes(read));
      }
    }
    queue.end();
    taken.writeBytes(source.readAllBytes());
    assertArrayEquals(written.toByteArray(), taken.toByteArray());
  }
}
