package dev.clova.engine.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/**
 * Bytes that a request's script reads from its standard input. They are streamed in pieces and
 * never held as a whole.
 *
 * @param length how many bytes the content will write; empty: unknown, and then the script reads to
 *     the end of its input, so that it can only be the last payload
 * @param content writes the bytes
 */
public record Payload(OptionalLong length, Content content) {

  /** Writes a payload's bytes. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes all the bytes. They are sent when there are many of them, at the end, and whenever the
     * stream is flushed, which costs the target one process each time. What it throws ends the
     * session, since the target cannot tell half a payload from a whole one in another way, and
     * comes out of the wait for the reply.
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /** These bytes. */
  public static Payload of(byte[] bytes) {
    return new Payload(OptionalLong.of(bytes.length), out -> out.write(bytes));
  }

  /** So many bytes, written when they are needed; more or fewer of them is an error. */
  public static Payload of(long length, Content content) {
    return new Payload(OptionalLong.of(length), content);
  }

  /** Bytes whose number is not known before, such as an archive made while it is sent. */
  public static Payload ofUnknownLength(Content content) {
    return new Payload(OptionalLong.empty(), content);
  }
}
