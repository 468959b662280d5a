package dev.clova.engine.kind;

import dev.clova.state.Digest;
import dev.clova.state.Tree;
import dev.clova.state.TreeEntry;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a service's directory on a target.
 *
 * @param presence whether there is such a directory
 * @param recorded what Clova last left there; empty if it never did
 * @param interrupted what a change that did not come to its end was putting there
 * @param asRecorded nothing was touched since: {@code recorded} is what is there
 * @param seen what is there by path, if it is not as recorded
 * @param touched what is not as it was when Clova left, whosever it is; empty if that is not known
 * @param texts contents of small files that are about to change, by path
 */
public record TreeSight(
    Presence presence,
    Optional<Tree> recorded,
    Optional<Tree> interrupted,
    boolean asRecorded,
    SortedMap<String, Seen> seen,
    Set<String> touched,
    SortedMap<String, byte[]> texts) {

  /** No directory, no record. */
  public static final TreeSight NOTHING =
      new TreeSight(
          Presence.GONE,
          Optional.empty(),
          Optional.empty(),
          false,
          new TreeMap<>(),
          Set.of(),
          new TreeMap<>());

  /** Copies what it is given. */
  public TreeSight {
    touched = Set.copyOf(touched);
    seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
  }

  /**
   * Whether a change that did not come to its end has left a path as it is: with what it was to
   * have, or with nothing.
   */
  boolean isCutOff(String path) {
    if (interrupted.isEmpty()) {
      return false;
    }
    Optional<Seen> there = Optional.ofNullable(seen.get(path));
    return interrupted
        .get()
        .find(path)
        .map(put -> there.filter(now -> isAs(put, now)).isPresent())
        .orElse(there.isEmpty());
  }

  private static boolean isAs(TreeEntry put, Seen there) {
    return switch (put) {
      case TreeEntry.FileEntry file ->
          there instanceof Seen.File(int mode, long size, Optional<Digest> digest, boolean owned)
              && mode == file.mode()
              && size == file.size()
              && digest.map(file.digest()::equals).orElse(true)
              && owned;
      case TreeEntry.DirectoryEntry folder ->
          there instanceof Seen.Directory(int mode) && mode == folder.mode();
      case TreeEntry.LinkEntry link ->
          there instanceof Seen.Link(Optional<String> target)
              && target.map(link.linkTarget()::equals).orElse(true);
    };
  }

  /** Whether there is a directory of the service's name. */
  public enum Presence {
    /** There is nothing. */
    GONE,
    /** There is a directory. */
    DIRECTORY,
    /** There is a file or a link of that name. */
    ODD,
    /** Nobody looked; there should be what is recorded. */
    UNSEEN
  }

  /** What is at one path. */
  public sealed interface Seen {

    /**
     * A regular file.
     *
     * @param mode permission bits
     * @param size in bytes
     * @param digest of its content; empty if it was not read
     * @param owned whether owner and group are as Clova left them, or it never did
     */
    record File(int mode, long size, Optional<Digest> digest, boolean owned) implements Seen {}

    /**
     * A directory.
     *
     * @param mode permission bits
     */
    record Directory(int mode) implements Seen {}

    /**
     * A symbolic link.
     *
     * @param target its text; empty if the target cannot tell it in passing
     */
    record Link(Optional<String> target) implements Seen {}

    /**
     * Something that Clova never makes: a device, a socket, a pipe.
     *
     * @param type in one word
     */
    record Other(String type) implements Seen {}
  }
}
