package dev.clova.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads terminated records and their fields out of a stream that may lie: each record has a
 * greatest length, each number a greatest value, and whatever is not as it must be is the origin's
 * problem.
 */
final class RecordReader {

  private final InputStream in;
  private final Origin origin;
  private final int longest;
  private byte[] buffer = new byte[1 << 16];
  private int filled;
  private int start;
  private int end;
  private int next;
  private long records;

  RecordReader(InputStream in, Origin origin, int longest) {
    this.in = in;
    this.origin = origin;
    this.longest = longest;
  }

  /** Goes to the next record; false if the stream ended after the last one. */
  boolean next(char terminator) {
    start = next;
    int seen = start;
    while (true) {
      for (; seen < filled; seen++) {
        if (buffer[seen] == terminator) {
          end = seen;
          next = seen + 1;
          records++;
          return true;
        }
      }
      if (seen - start > longest) {
        throw bad("has a record of more than " + longest + " bytes");
      }
      seen -= start;
      if (!fill()) {
        if (seen > 0) {
          throw bad("is cut off");
        }
        return false;
      }
    }
  }

  /** True if nothing is left of the record. */
  boolean atEnd() {
    return start == end;
  }

  /** Takes this character. */
  void expect(char character) {
    if (atEnd() || buffer[start] != character) {
      throw malformed();
    }
    start++;
  }

  /** Takes this ASCII text if the record goes on with it. */
  boolean take(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    int to = start + bytes.length;
    boolean there = to <= end && Arrays.equals(buffer, start, to, bytes, 0, bytes.length);
    start = there ? to : start;
    return there;
  }

  /** Takes any one ASCII character. */
  char letter() {
    if (atEnd() || buffer[start] < 0) {
      throw malformed();
    }
    return (char) buffer[start++];
  }

  /** Takes a number of one digit or more, at most this large. */
  long number(int radix, long greatest) {
    long value = 0;
    int first = start;
    for (int digit = digit(radix); digit >= 0; digit = digit(radix)) {
      if (value > (greatest - digit) / radix) {
        throw bad("has a number out of range in record " + records);
      }
      value = value * radix + digit;
      start++;
    }
    if (start == first) {
      throw malformed();
    }
    return value;
  }

  /** Takes a number of 64 bits without a sign. */
  long unsignedNumber() {
    int first = start;
    while (digit(10) >= 0) {
      start++;
    }
    try {
      String digits = new String(buffer, first, start - first, StandardCharsets.US_ASCII);
      return Long.parseUnsignedLong(digits);
    } catch (NumberFormatException e) {
      throw malformed();
    }
  }

  /** Takes all digits of a decimal fraction and gives its first ones. */
  long fraction(int digits) {
    long value = 0;
    int taken = 0;
    for (int digit = digit(10); digit >= 0; digit = digit(10)) {
      value = taken < digits ? value * 10 + digit : value;
      taken++;
      start++;
    }
    for (; taken < digits; taken++) {
      value *= 10;
    }
    return value;
  }

  /** Takes what comes before the next such character, which is taken, too. */
  byte[] until(char character) {
    for (int i = start; i < end; i++) {
      if (buffer[i] == character) {
        byte[] taken = Arrays.copyOfRange(buffer, start, i);
        start = i + 1;
        return taken;
      }
    }
    throw malformed();
  }

  /** Takes the rest of the record. */
  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(buffer, start, end);
    start = end;
    return rest;
  }

  /** What to throw if the record is not of the form that it must have. */
  ClovaException malformed() {
    return bad("has a wrong record, the " + records + "th");
  }

  /** What to throw if the stream says what cannot be. */
  ClovaException bad(String fault) {
    return origin.bad(fault);
  }

  private int digit(int radix) {
    return atEnd() ? -1 : Character.digit(buffer[start], radix);
  }

  private boolean fill() {
    System.arraycopy(buffer, start, buffer, 0, filled - start);
    filled -= start;
    next -= start;
    start = 0;
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    try {
      int read = in.read(buffer, filled, buffer.length - filled);
      filled += Math.max(read, 0);
      return read > 0;
    } catch (IOException e) {
      throw origin.bad("could not be read", e);
    }
  }
}
