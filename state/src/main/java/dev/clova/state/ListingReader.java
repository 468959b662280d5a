package dev.clova.state;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a listing as a target's tools print it. The target may lie: every answer is a listing whose
 * paths stay in the directory, or the origin's problem.
 */
public final class ListingReader {

  /**
   * What to give GNU find's {@code -printf}, for {@link #gnu}: two records an entry, the second one
   * the text of a link.
   */
  public static final String GNU_FORMAT = "%y %m %U %G %s %T@ %C@ %i %P\\0%l\\0";

  /** What to give {@code stat -c}, for {@link #plain}: one line an entry. */
  public static final String STAT_FORMAT = "%f %u %g %s %Y %Z %i %n";

  static final int LONGEST_RECORD = TreePath.LONGEST + 300;
  private static final int NAMES_AHEAD = 1000;
  private static final long MOST_IDS = 0xFFFF_FFFFL;
  private static final long SECOND = 1_000_000_000L;

  private final RecordReader reader;
  private final int mostEntries;
  private final List<Listing.Entry> entries = new ArrayList<>();
  private Optional<PathStat> root = Optional.empty();

  private ListingReader(RecordReader reader, int mostEntries) {
    this.reader = reader;
    this.mostEntries = mostEntries;
  }

  /**
   * Reads what {@code find . -printf} with {@link #GNU_FORMAT} prints, to the end of the stream. An
   * empty stream is a directory that is not there.
   *
   * @param mostEntries more than this are refused
   * @param takenNanos when the listing began by the target's own clock, in nanoseconds since 1970
   * @throws ClovaException of the origin's code
   */
  public static Listing gnu(InputStream in, int mostEntries, long takenNanos, Origin origin) {
    return gnu(new RecordReader(in, origin, LONGEST_RECORD), mostEntries, takenNanos, origin);
  }

  /** Reads the rest of the records. */
  static Listing gnu(RecordReader records, int mostEntries, long takenNanos, Origin origin) {
    ListingReader reader = new ListingReader(records, mostEntries);
    while (records.next('\0')) {
      PathStat stat = reader.gnuStat();
      String path = TreePath.decode(records.rest());
      if (!records.next('\0')) {
        throw records.bad("is cut off");
      }
      reader.add(path, stat, reader.linkTarget(stat, records.rest()));
    }
    return reader.listing(takenNanos, origin);
  }

  /**
   * Reads what {@code find . -print0} and, after it, {@code find . -exec stat -c FORMAT {} +} with
   * {@link #STAT_FORMAT} print, each to the end of its stream. What came or went between the two is
   * left out.
   *
   * @param mostEntries more than this are refused
   * @param takenNanos when the listing began by the target's own clock, in nanoseconds since 1970
   * @throws ClovaException of the origin's code
   */
  public static Listing plain(
      InputStream names, InputStream stats, int mostEntries, long takenNanos, Origin origin) {
    List<String> paths = names(new RecordReader(names, origin, LONGEST_RECORD), mostEntries);
    RecordReader lines = new RecordReader(stats, origin, LONGEST_RECORD);
    ListingReader reader = new ListingReader(lines, mostEntries);
    int expected = 0;
    while (lines.next('\n')) {
      PathStat stat = reader.plainStat();
      String name = TreePath.decode(lines.rest());
      int found = position(name, paths, expected);
      // A name with newlines in it goes over several lines; the list of names tells which.
      while (found >= 0 && !paths.get(found).equals(name) && lines.next('\n')) {
        name = name + '\n' + TreePath.decode(lines.rest());
        found = position(name, paths, expected);
      }
      if (found >= 0 && paths.get(found).equals(name)) {
        expected = found + 1;
        reader.add(reader.relative(name), stat, Optional.empty());
      }
    }
    return reader.listing(takenNanos, origin);
  }

  private Listing listing(long takenNanos, Origin origin) {
    if (root.isEmpty() && !entries.isEmpty()) {
      throw reader.bad("does not begin with the directory itself");
    }
    try {
      return Listing.of(root, entries, takenNanos);
    } catch (IllegalArgumentException e) {
      throw origin.bad("names a path twice", e);
    }
  }

  private void add(String path, PathStat stat, Optional<String> linkTarget) {
    if (path.isEmpty()) {
      if (root.isPresent()) {
        throw reader.bad("names a path twice");
      }
      root = Optional.of(stat);
      return;
    }
    if (entries.size() == mostEntries) {
      throw reader.bad("has more than " + mostEntries + " entries");
    }
    Optional<String> fault = TreePath.shapeFault(path);
    if (fault.isPresent()) {
      throw reader.bad("names a path that " + fault.get());
    }
    entries.add(new Listing.Entry(path, stat, linkTarget));
  }

  private Optional<String> linkTarget(PathStat stat, byte[] text) {
    return stat.type() == PathStat.Type.LINK
        ? Optional.of(TreePath.decode(text))
        : Optional.empty();
  }

  private PathStat gnuStat() {
    PathStat.Type type = PathStat.Type.ofLetter(reader.letter());
    reader.expect(' ');
    int mode = (int) field(8, TreeEntry.MODE_BITS);
    return stat(type, mode);
  }

  private PathStat plainStat() {
    int mode = (int) field(16, 0xFFFF);
    return stat(PathStat.Type.ofMode(mode), mode & TreeEntry.MODE_BITS);
  }

  private PathStat stat(PathStat.Type type, int mode) {
    long uid = field(10, MOST_IDS);
    long gid = field(10, MOST_IDS);
    long size = field(10, Long.MAX_VALUE);
    long modifiedNanos = time();
    long changedNanos = time();
    long inode = reader.unsignedNumber();
    reader.expect(' ');
    return new PathStat(type, mode, uid, gid, size, modifiedNanos, changedNanos, inode);
  }

  private long field(int radix, long greatest) {
    long value = reader.number(radix, greatest);
    reader.expect(' ');
    return value;
  }

  /** Seconds with or without a fraction, which counts upwards from the second in any case. */
  private long time() {
    boolean before1970 = reader.take("-");
    long seconds = reader.number(10, Long.MAX_VALUE);
    long nanos = reader.take(".") ? reader.fraction(9) : 0;
    reader.expect(' ');
    if (seconds >= Long.MAX_VALUE / SECOND) {
      return before1970 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return (before1970 ? -seconds : seconds) * SECOND + nanos;
  }

  private static List<String> names(RecordReader reader, int mostEntries) {
    List<String> paths = new ArrayList<>();
    while (reader.next('\0')) {
      if (paths.size() > mostEntries) {
        throw reader.bad("has more than " + mostEntries + " entries");
      }
      paths.add(TreePath.decode(reader.rest()));
    }
    return paths;
  }

  /**
   * Where the name, or one that begins with it as a line, comes next in the list; or below zero.
   */
  private static int position(String name, List<String> paths, int from) {
    int to = Math.min(paths.size(), from + NAMES_AHEAD);
    for (int i = from; i < to; i++) {
      String path = paths.get(i);
      if (path.startsWith(name)
          && (path.length() == name.length() || path.charAt(name.length()) == '\n')) {
        return i;
      }
    }
    return -1;
  }

  private String relative(String name) {
    if (name.equals(".")) {
      return "";
    }
    if (!name.startsWith("./") || name.length() == 2) {
      throw reader.malformed();
    }
    return name.substring(2);
  }
}
