package dev.clova.engine.remote;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * 128 fresh random bits that mark what our own scripts say, so that nothing else can say it.
 *
 * @param hex 32 hexadecimal digits
 */
record Token(String hex) {

  static Token fresh(RandomGenerator randomness) {
    byte[] bits = new byte[16];
    randomness.nextBytes(bits);
    return new Token(HexFormat.of().formatHex(bits));
  }

  /** What begins the head of a frame. */
  byte[] frameMark() {
    return bytes("\n@" + hex + " ");
  }

  /** What ends a request's part of the error output. */
  byte[] errorMark() {
    return bytes("\n@" + hex + "\n");
  }

  /** The token as a line of input. */
  byte[] line() {
    return bytes(hex + "\n");
  }

  /** The token alone, as a prompt. */
  byte[] prompt() {
    return bytes(hex);
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }
}
