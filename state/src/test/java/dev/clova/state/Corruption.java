package dev.clova.state;

import java.util.Arrays;
import java.util.function.BiConsumer;

/** Everything small that can happen to the bytes of a file. */
final class Corruption {

  private Corruption() {}

  /** Calls with every proper prefix. */
  static void truncations(byte[] bytes, BiConsumer<String, byte[]> check) {
    for (int length = 0; length < bytes.length; length++) {
      check.accept("cut to " + length, Arrays.copyOf(bytes, length));
    }
  }

  /** Calls with every single bit turned over. */
  static void flips(byte[] bytes, BiConsumer<String, byte[]> check) {
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      check.accept("bit " + bit, flipped);
    }
  }

  /** Calls with things that follow the end. */
  static void additions(byte[] bytes, BiConsumer<String, byte[]> check) {
    check.accept("a blank", Bytes.join(bytes, new byte[] {' '}));
    check.accept("a line end", Bytes.join(bytes, new byte[] {'\n'}));
    check.accept("zeros", Bytes.join(bytes, new byte[4096]));
    check.accept("itself", Bytes.join(bytes, bytes));
  }

  /** Calls with all of them. */
  static void all(byte[] bytes, BiConsumer<String, byte[]> check) {
    truncations(bytes, check);
    flips(bytes, check);
    additions(bytes, check);
  }
}
