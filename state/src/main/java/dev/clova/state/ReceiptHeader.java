package dev.clova.state;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a receipt, {@code clova.receipt/1 LENGTH SHA256 GENERATION}: enough to know
 * whether the rest is known already.
 *
 * @param format the number of the format
 * @param length of the body, in bytes
 * @param body digest of the body
 * @param generation the record's
 */
public record ReceiptHeader(int format, long length, Digest body, long generation) {

  private static final Pattern FORM =
      Pattern.compile(
          "clova\\.receipt/([1-9][0-9]{0,3}) (0|[1-9][0-9]{0,9}) ([0-9a-f]{64})"
              + " (0|[1-9][0-9]{0,17})");

  /** Reads a line without its end; empty if it is no receipt's. */
  public static Optional<ReceiptHeader> parse(String line) {
    Matcher form = FORM.matcher(line);
    if (!form.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new ReceiptHeader(
            Integer.parseInt(form.group(1)),
            Long.parseLong(form.group(2)),
            new Digest(form.group(3)),
            Long.parseLong(form.group(4))));
  }

  /** The line, without its end. */
  @Override
  public String toString() {
    return "clova.receipt/" + format + " " + length + " " + body.hex() + " " + generation;
  }
}
