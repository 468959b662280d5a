package dev.clova.state;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is different, or may be, between two listings of one directory; each list in the order of
 * the paths.
 *
 * @param appeared in the later listing only
 * @param altered in both, with other attributes; as the later one has it
 * @param gone in the earlier listing only; as that one has it
 * @param unsure regular files with equal attributes that had been touched so shortly before the
 *     earlier listing that their content must be read to know
 */
public record ListingChanges(
    List<Listing.Entry> appeared,
    List<Listing.Entry> altered,
    List<Listing.Entry> gone,
    List<Listing.Entry> unsure) {

  /** Copies its lists. */
  public ListingChanges {
    appeared = List.copyOf(appeared);
    altered = List.copyOf(altered);
    gone = List.copyOf(gone);
    unsure = List.copyOf(unsure);
  }

  /** True if the directory is known to be as it was. */
  public boolean isEmpty() {
    return appeared.isEmpty() && altered.isEmpty() && gone.isEmpty() && unsure.isEmpty();
  }

  /** What is there and has to be looked at: all but what is gone. */
  public Stream<Listing.Entry> suspects() {
    return Stream.of(appeared, altered, unsure).flatMap(List::stream);
  }

  /** Sorts the entries into the lists. */
  static final class Collector {

    private final List<Listing.Entry> appeared = new ArrayList<>();
    private final List<Listing.Entry> altered = new ArrayList<>();
    private final List<Listing.Entry> gone = new ArrayList<>();
    private final List<Listing.Entry> unsure = new ArrayList<>();

    void appeared(Listing.Entry entry) {
      appeared.add(entry);
    }

    void gone(Listing.Entry entry) {
      gone.add(entry);
    }

    void both(Listing.Entry earlier, Listing.Entry later, boolean young) {
      if (!same(earlier, later)) {
        altered.add(later);
      } else if (young && later.stat().type() == PathStat.Type.FILE) {
        unsure.add(later);
      }
    }

    ListingChanges changes() {
      return new ListingChanges(appeared, altered, gone, unsure);
    }

    private static boolean same(Listing.Entry earlier, Listing.Entry later) {
      PathStat before = earlier.stat();
      PathStat now = later.stat();
      if (now.type() == PathStat.Type.DIRECTORY) {
        return before.type() == now.type()
            && before.mode() == now.mode()
            && before.uid() == now.uid()
            && before.gid() == now.gid();
      }
      return before.equals(now) && earlier.linkTarget().equals(later.linkTarget());
    }
  }
}
