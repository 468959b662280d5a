package dev.clova.engine.tree;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The records of an extended tar header. Values are bytes: attributes may be anything.
 *
 * @param values by their keys, in their order
 */
record PaxRecords(Map<String, byte[]> values) {

  static final PaxRecords NONE = new PaxRecords(Map.of());

  /** Where a sparse file's name is; its content begins with where its data goes. */
  private static final String SPARSE_NAME = "GNU.sparse.name";

  private static final String SPARSE_FORM = "GNU.sparse.major";

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if they are not what they should be
   */
  static PaxRecords read(byte[] bytes) {
    Map<String, byte[]> values = new LinkedHashMap<>();
    int at = 0;
    while (at < bytes.length) {
      int space = at;
      while (space < bytes.length && space - at < 9 && bytes[space] >= '0' && bytes[space] <= '9') {
        space++;
      }
      int length = space == at ? 0 : Integer.parseInt(ascii(bytes, at, space));
      int end = at + length;
      if (end <= space + 1 || end > bytes.length || bytes[space] != ' ' || bytes[end - 1] != '\n') {
        throw new IllegalArgumentException("a record is broken");
      }
      int equals = space + 1;
      while (equals < end && bytes[equals] != '=') {
        equals++;
      }
      if (equals == end) {
        throw new IllegalArgumentException("a record has no value");
      }
      values.put(ascii(bytes, space + 1, equals), Arrays.copyOfRange(bytes, equals + 1, end - 1));
      at = end;
    }
    return new PaxRecords(values);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  Optional<byte[]> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The entry's name, if they tell it. */
  Optional<byte[]> name() {
    return get(SPARSE_NAME).or(() -> get("path"));
  }

  /**
   * A number that is not negative.
   *
   * @throws IllegalArgumentException if it is none
   */
  Optional<Long> number(String key) {
    return get(key)
        .map(
            value -> {
              String digits = ascii(value, 0, value.length);
              if (!digits.matches("[0-9]{1,18}")) {
                throw new IllegalArgumentException(key + " is no number");
              }
              return Long.parseLong(digits);
            });
  }

  PaxRecords with(String key, byte[] value) {
    Map<String, byte[]> more = new LinkedHashMap<>(values);
    more.put(key, value);
    return new PaxRecords(more);
  }

  /** Those that another target is told of an entry of this name. */
  PaxRecords known(byte[] name) {
    boolean isSparse = get(SPARSE_FORM).filter(form -> Arrays.equals(form, bytes("1"))).isPresent();
    Map<String, byte[]> known = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (isTime(key, value)
              || key.startsWith("SCHILY.xattr.")
              || key.startsWith("SCHILY.acl.")
              || (isSparse && isSparse(key))) {
            known.put(key, value);
          }
        });
    if (isSparse) {
      known.put(SPARSE_NAME, name);
    }
    return new PaxRecords(known);
  }

  private static boolean isTime(String key, byte[] value) {
    return key.equals("mtime")
        && ascii(value, 0, value.length).matches("-?[0-9]{1,18}([.][0-9]{1,18})?");
  }

  private static boolean isSparse(String key) {
    return switch (key) {
      case SPARSE_FORM, "GNU.sparse.minor", "GNU.sparse.realsize" -> true;
      default -> false;
    };
  }

  /** As they stand in an archive. */
  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    values.forEach(
        (key, value) -> {
          int rest = 1 + key.length() + 1 + value.length + 1;
          int length = rest + String.valueOf(rest).length();
          if (String.valueOf(length).length() > String.valueOf(rest).length()) {
            length++;
          }
          out.writeBytes(bytes(length + " "));
          out.writeBytes(key.getBytes(StandardCharsets.ISO_8859_1));
          out.write('=');
          out.writeBytes(value);
          out.write('\n');
        });
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String ascii(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
