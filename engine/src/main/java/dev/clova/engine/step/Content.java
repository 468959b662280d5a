package dev.clova.engine.step;

import dev.clova.state.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** The bytes of a file that a target is to get. They may be secret, so they never print. */
public final class Content {

  private final byte[] bytes;

  private Content(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of these bytes. */
  public static Content of(byte[] bytes) {
    return new Content(bytes.clone());
  }

  /** How many bytes. */
  public int length() {
    return bytes.length;
  }

  /** Their digest; of secret content a secret itself. */
  public Digest digest() {
    return Digest.of(bytes);
  }

  /** Writes them. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Content content && Arrays.equals(content.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
