package dev.clova.state;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes of a plan file: a head that names the plan and seals the rest, then the plan in TOML.
 * One plan has one writing, to the byte, and nothing but that is read.
 */
final class PlanCodec {

  private static final int FORMAT = 1;

  /** No head is longer, in bytes. */
  private static final int HEAD = 256;

  private static final Pattern ANY_FORMAT =
      Pattern.compile("\\s*format\\s*=\\s*\"clova\\.plan/([1-9][0-9]{0,3})\"");

  private static final Pattern SEAL =
      Pattern.compile(
          """
          format = "clova\\.plan/1"
          plan = "([-0-9a-z]{1,32})"
          sha256 = "([0-9a-f]{64})"
          """);

  private PlanCodec() {}

  static byte[] write(Plan plan) {
    byte[] body = PlanBody.write(plan).getBytes(StandardCharsets.UTF_8);
    String seal =
        """
        format = "clova.plan/%d"
        plan = "%s"
        sha256 = "%s"
        """
            .formatted(FORMAT, plan.id(), Digest.of(body).hex());
    return Bytes.join(seal.getBytes(StandardCharsets.US_ASCII), body);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws Malformed if a byte of it is another
   */
  static Plan read(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
    refuseNewer(head);
    Matcher seal = SEAL.matcher(head);
    if (!seal.lookingAt()) {
      throw new Malformed("it does not begin like a plan file");
    }
    byte[] body = Arrays.copyOfRange(bytes, seal.end(), bytes.length);
    if (!Digest.of(body).hex().equals(seal.group(2))) {
      throw new Malformed("it was changed after it was written");
    }
    Plan plan = plan(body);
    if (!Arrays.equals(bytes, write(plan))) {
      throw new Malformed("it was not written by Clova");
    }
    return plan;
  }

  private static Plan plan(byte[] body) {
    try {
      return PlanBody.read(TomlIn.parse(utf8(body)));
    } catch (IllegalArgumentException e) {
      throw new Malformed("it contradicts itself");
    }
  }

  private static void refuseNewer(String head) {
    Matcher format = ANY_FORMAT.matcher(head);
    if (format.lookingAt() && Integer.parseInt(format.group(1)) > FORMAT) {
      throw new Malformed("its format, " + format.group(1) + ", is of a newer Clova");
    }
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("it is not UTF-8");
    }
  }
}
