package dev.clova.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * A digest over a sequence of values, each told with its length, so that no two different sequences
 * feed it the same bytes. It is the identity of a plan: files may change their layout, this may
 * not.
 */
final class Canonical {

  private final MessageDigest computation = Digest.sha256();

  Canonical text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    computation.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    computation.update(bytes);
    return this;
  }

  Canonical number(long value) {
    return text(Long.toString(value));
  }

  Canonical flag(boolean value) {
    return text(Boolean.toString(value));
  }

  Canonical texts(List<?> values) {
    number(values.size());
    values.forEach(value -> text(value.toString()));
    return this;
  }

  Digest digest() {
    return Digest.of(computation);
  }
}
