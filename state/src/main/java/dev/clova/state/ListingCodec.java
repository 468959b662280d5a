package dev.clova.state;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The persisted form of a {@link Listing}: a first record with the version, the listing's time and
 * the number of entries, then the records that GNU find would print; each ends with a NUL byte.
 */
public final class ListingCodec {

  private static final String HEADER = "clova-listing 1 ";
  private static final long SECOND = 1_000_000_000L;

  private ListingCodec() {}

  /**
   * Writes a listing; the stream stays open.
   *
   * @throws IOException from the stream
   */
  public static void write(Listing listing, OutputStream out) throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    record(HEADER + listing.takenNanos() + " " + listing.entries().size(), chunk);
    if (listing.root().isPresent()) {
      entry(new Listing.Entry("", listing.root().get(), Optional.empty()), chunk);
    }
    for (Listing.Entry entry : listing.entries()) {
      entry(entry, chunk);
      if (chunk.size() > 1 << 13) {
        chunk.writeTo(out);
        chunk.reset();
      }
    }
    chunk.writeTo(out);
  }

  /**
   * Reads what {@link #write} wrote, to the end of the stream.
   *
   * @throws ClovaException of the origin's code if the bytes are anything else
   */
  public static Listing read(InputStream in, Origin origin) {
    RecordReader reader = new RecordReader(in, origin, ListingReader.LONGEST_RECORD);
    if (!reader.next('\0') || !reader.take(HEADER)) {
      throw reader.bad("is no listing that this version of Clova can read");
    }
    long sign = reader.take("-") ? -1 : 1;
    long takenNanos = sign * reader.number(10, Long.MAX_VALUE);
    reader.expect(' ');
    int entries = (int) reader.number(10, TreeCodec.MOST_ENTRIES);
    Listing listing = ListingReader.gnu(reader, entries, takenNanos, origin);
    if (listing.entries().size() != entries) {
      throw reader.bad("is cut off");
    }
    return listing;
  }

  private static void entry(Listing.Entry entry, ByteArrayOutputStream out) {
    PathStat stat = entry.stat();
    String fields =
        stat.type().letter()
            + " "
            + Integer.toOctalString(stat.mode())
            + " "
            + stat.uid()
            + " "
            + stat.gid()
            + " "
            + stat.size()
            + " "
            + time(stat.modifiedNanos())
            + " "
            + time(stat.changedNanos())
            + " "
            + Long.toUnsignedString(stat.inode())
            + " ";
    record(fields + entry.path(), out);
    record(entry.linkTarget().orElse(""), out);
  }

  private static String time(long nanos) {
    return Math.floorDiv(nanos, SECOND) + ".%09d".formatted(Math.floorMod(nanos, SECOND));
  }

  private static void record(String text, ByteArrayOutputStream out) {
    out.writeBytes(TreePath.encode(text));
    out.write('\0');
  }
}
