package dev.clova.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes of {@code state.json}: a JSON object whose first members say format, digest and length
 * of its last, the state itself. Valid JSON, so that it can be committed and looked at; but its
 * layout is fixed to the byte, since the digest is over bytes.
 */
final class StateCodec {

  private static final int FORMAT = 1;

  /** No envelope is longer up to its state, in bytes. */
  private static final int HEAD = 256;

  private static final Pattern ANY_FORMAT =
      Pattern.compile("\\s*\\{\\s*\"format\"\\s*:\\s*\"clova\\.state/([1-9][0-9]{0,3})\"");

  private static final Pattern ENVELOPE =
      Pattern.compile(
          """
          \\{
            "format": "clova\\.state/1",
            "sha256": "([0-9a-f]{64})",
            "length": ([1-9][0-9]{0,8}),
            "state":\s""");

  private static final byte[] END = "\n}\n".getBytes(StandardCharsets.US_ASCII);

  private StateCodec() {}

  static byte[] write(State state) {
    byte[] body = JsonOut.pretty(out -> write(out, state));
    String head =
        """
        {
          "format": "clova.state/%d",
          "sha256": "%s",
          "length": %d,
          "state":\s"""
            .formatted(FORMAT, Digest.of(body).hex(), body.length);
    return Bytes.join(head.getBytes(StandardCharsets.US_ASCII), body, END);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws Malformed if a byte of it is another
   * @throws ClovaException if a newer Clova wrote it
   */
  static State read(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
    refuseNewer(head);
    Matcher envelope = ENVELOPE.matcher(head);
    if (!envelope.lookingAt()) {
      throw new Malformed("it does not begin like a state");
    }
    int start = envelope.end();
    int length = Integer.parseInt(envelope.group(2));
    if (bytes.length != start + (long) length + END.length) {
      throw new Malformed("it is not as long as it says");
    }
    byte[] body = Arrays.copyOfRange(bytes, start, start + length);
    byte[] end = Arrays.copyOfRange(bytes, start + length, bytes.length);
    if (!Digest.of(body).hex().equals(envelope.group(1)) || !Arrays.equals(end, END)) {
      throw new Malformed("its content is not what its digest says");
    }
    return state(JsonIn.object(body));
  }

  private static void refuseNewer(String head) {
    Matcher format = ANY_FORMAT.matcher(head);
    if (format.lookingAt() && Integer.parseInt(format.group(1)) > FORMAT) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.STATE_VERSION,
              "The state has format " + format.group(1) + "; this Clova knows " + FORMAT + ".",
              "It was left as it is. Use the newer Clova that wrote it."));
    }
  }

  private static void write(JsonOut out, State state) {
    out.text("lineage", state.lineage()).number("serial", state.serial());
    out.objects("placements", state.placements().values(), RecordJson::write);
    out.objects("history", state.history(), StateCodec::write);
  }

  private static State state(Members in) {
    String lineage = in.text("lineage");
    long serial = in.number("serial");
    Map<Placement, PlacementRecord> placements = new HashMap<>();
    for (PlacementRecord record : in.objects("placements", RecordJson::read)) {
      if (placements.put(record.placement(), record) != null) {
        throw new Malformed("it records a placement twice");
      }
    }
    List<ApplyRecord> history = in.objects("history", StateCodec::apply);
    in.end();
    return new State(lineage, serial, Sorted.copy(placements), history);
  }

  private static void write(JsonOut out, ApplyRecord apply) {
    out.text("id", apply.id()).text("plan", apply.plan()).text("who", apply.who());
    out.text("started", apply.started().toString()).text("ended", apply.ended().toString());
    out.term("outcome", apply.outcome());
    out.number("done", apply.done()).number("failed", apply.failed());
    out.number("skipped", apply.skipped()).texts("placements", apply.placements());
    apply
        .revision()
        .ifPresent(
            revision -> out.text("commit", revision.commit()).flag("dirty", revision.dirty()));
  }

  private static Revision revision(String commit, boolean dirty) {
    try {
      return new Revision(commit, dirty);
    } catch (IllegalArgumentException e) {
      throw new Malformed("`commit` is no commit");
    }
  }

  private static ApplyRecord apply(Members in) {
    ApplyRecord apply =
        new ApplyRecord(
            in.text("id"),
            in.text("plan"),
            in.text("who"),
            in.instant("started"),
            in.instant("ended"),
            in.term("outcome", ApplyOutcome.class),
            in.count("done"),
            in.count("failed"),
            in.count("skipped"),
            in.texts("placements", Members::placementOf),
            in.textIfAny("commit").map(commit -> revision(commit, in.flag("dirty"))));
    in.end();
    return apply;
  }
}
