package dev.clova.state;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a target's {@code find} reported about a service's directory: every path with its
 * attributes, without any content. Two listings of one directory tell what may have changed between
 * them. Immutable.
 */
public final class Listing {

  private static final long COARSE_NANOS = 2_000_000_000L;
  private static final long FINE_NANOS = 20_000_000L;
  private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::path, TreePath.ORDER);

  private final Optional<PathStat> root;
  private final List<Entry> entries;
  private final long takenNanos;
  private final boolean precise;

  /**
   * One path.
   *
   * @param path where; it may hold bytes that are not UTF-8, see {@link TreePath}
   * @param stat its attributes
   * @param linkTarget the text of a symbolic link; empty for everything else, and where the target
   *     cannot tell it in passing
   */
  public record Entry(String path, PathStat stat, Optional<String> linkTarget) {}

  private Listing(Optional<PathStat> root, List<Entry> entries, long takenNanos, boolean precise) {
    this.root = root;
    this.entries = entries;
    this.takenNanos = takenNanos;
    this.precise = precise;
  }

  /**
   * A listing of these entries, in whatever order they come.
   *
   * @param root the directory itself; empty if there is none
   * @param takenNanos when the listing began by the target's own clock, in nanoseconds since 1970;
   *     rounded down if the target cannot tell it so exactly
   * @throws IllegalArgumentException if two entries have one path
   */
  public static Listing of(Optional<PathStat> root, List<Entry> entries, long takenNanos) {
    List<Entry> sorted = entries.stream().sorted(ORDER).toList();
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).path().equals(sorted.get(i - 1).path())) {
        throw new IllegalArgumentException("a path twice");
      }
    }
    boolean precise =
        sorted.stream().anyMatch(entry -> entry.stat().changedNanos() % 1_000_000_000 != 0);
    return new Listing(root, sorted, takenNanos, precise);
  }

  /** The listing of a directory that is not there. */
  public static Listing none(long takenNanos) {
    return of(Optional.empty(), List.of(), takenNanos);
  }

  /** The listed directory itself; empty if there is none. */
  public Optional<PathStat> root() {
    return root;
  }

  /** All paths in the directory, in the order of their bytes. */
  public List<Entry> entries() {
    return entries;
  }

  /** When the listing began, by the target's clock, in nanoseconds since 1970. */
  public long takenNanos() {
    return takenNanos;
  }

  /** Whether the times are finer than a second. */
  public boolean precise() {
    return precise;
  }

  /** What is at a path. */
  public Optional<Entry> find(String path) {
    int low = 0;
    int high = entries.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = TreePath.ORDER.compare(entries.get(middle).path(), path);
      if (order == 0) {
        return Optional.of(entries.get(middle));
      }
      low = order < 0 ? middle + 1 : low;
      high = order > 0 ? middle - 1 : high;
    }
    return Optional.empty();
  }

  /**
   * What may be different from an earlier listing of the same directory. Whatever is not named is
   * the same, content included, and need not be read.
   *
   * <p>A directory is the same if its type, mode and owner are: its times only tell that some entry
   * came or went, and those are named themselves.
   */
  public ListingChanges changedSince(Listing recorded) {
    ListingChanges.Collector changes = new ListingChanges.Collector();
    int before = 0;
    int now = 0;
    while (before < recorded.entries.size() || now < entries.size()) {
      int order = order(recorded.entries, before, entries, now);
      if (order < 0) {
        changes.gone(recorded.entries.get(before++));
      } else if (order > 0) {
        changes.appeared(entries.get(now++));
      } else {
        Entry earlier = recorded.entries.get(before++);
        changes.both(earlier, entries.get(now++), recorded.young(earlier));
      }
    }
    return changes.changes();
  }

  /**
   * Whether an entry was touched so shortly before this listing that a later change might have left
   * the same times behind. Only the target's own clock is looked at.
   */
  private boolean young(Entry entry) {
    long window = precise ? FINE_NANOS : COARSE_NANOS;
    return entry.stat().changedNanos() > takenNanos - window;
  }

  private static int order(List<Entry> before, int i, List<Entry> now, int j) {
    if (i == before.size()) {
      return 1;
    }
    return j == now.size() ? -1 : ORDER.compare(before.get(i), now.get(j));
  }
}
