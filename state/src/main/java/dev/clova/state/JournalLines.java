package dev.clova.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Reads the lines of a journal, and tells a torn end from damage. */
final class JournalLines {

  private final byte[] bytes;
  private final String lineage;
  private final List<JournalRecord> records = new ArrayList<>();

  /** How many lines were whole, the header among them. */
  private long lines;

  /** Where the last whole line ends. */
  private int end;

  private String trouble = "";

  private JournalLines(byte[] bytes, String lineage) {
    this.bytes = bytes;
    this.lineage = lineage;
  }

  static JournalLines of(byte[] bytes, String lineage) {
    JournalLines lines = new JournalLines(bytes, lineage);
    lines.read();
    return lines;
  }

  JournalReading reading(Path file) {
    if (isTorn() || trouble.isEmpty()) {
      return new JournalReading.Sound(records, !trouble.isEmpty());
    }
    return new JournalReading.Damaged(file, "line " + (lines + 1) + ": " + trouble, records);
  }

  /** How many lines are whole, the header among them. */
  long count() {
    return lines;
  }

  /** How many bytes of the file are whole lines. */
  int end() {
    return end;
  }

  private void read() {
    try {
      while (end < bytes.length) {
        int lineEnd = lineEnd(end).orElseThrow(() -> new Malformed("it is cut off"));
        take(JournalCodec.parse(Arrays.copyOfRange(bytes, end, lineEnd)));
        lines++;
        end = lineEnd + 1;
      }
    } catch (Malformed e) {
      trouble = e.why();
    }
  }

  private void take(Members line) {
    if (line.number("n") != lines) {
      throw new Malformed("lines are missing before it");
    }
    line.number("c");
    if (lines == 0) {
      header(line);
    } else {
      records.add(JournalCodec.record(line));
    }
  }

  private void header(Members line) {
    String format = line.text("journal");
    String owner = line.text("of");
    if (!format.equals("1")) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.STATE_VERSION,
              "The journal has format `" + format + "`; this Clova knows 1.",
              "It was left as it is. Use the newer Clova that wrote it."));
    }
    if (!owner.equals(lineage)) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.STATE_FOREIGN,
              "The journal belongs to the workspace `" + owner + "`.",
              "Use the `.clova` folder that belongs to this `clova.toml`."));
    }
  }

  /**
   * Whether what is wrong is only that the last commit did not come to its end: then no whole line
   * of a later commit follows. Nobody was ever told that the lines of such a commit are on disk.
   */
  private boolean isTorn() {
    int at = end;
    for (OptionalInt next = lineEnd(at); next.isPresent(); next = lineEnd(at)) {
      if (isLaterCommit(Arrays.copyOfRange(bytes, at, next.getAsInt()))) {
        return false;
      }
      at = next.getAsInt() + 1;
    }
    return true;
  }

  private boolean isLaterCommit(byte[] line) {
    try {
      return JournalCodec.parse(line).number("c") > lines;
    } catch (Malformed e) {
      return false;
    }
  }

  private OptionalInt lineEnd(int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
