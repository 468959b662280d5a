package dev.clova.state;

import dev.clova.state.TreeEntry.DirectoryEntry;
import dev.clova.state.TreeEntry.FileEntry;
import dev.clova.state.TreeEntry.LinkEntry;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All paths of a service's directory, with what they hold: the manifest. Each path's directory is
 * in it, too, so nothing lies below a file or a link. Immutable.
 */
public final class Tree {

  /** Nothing at all. */
  public static final Tree EMPTY = of(List.of());

  private static final Comparator<TreeEntry> ORDER =
      Comparator.comparing(TreeEntry::path, TreePath.ORDER);

  private final List<TreeEntry> entries;
  private final Digest digest;
  private final int files;
  private final int directories;
  private final long totalBytes;

  private Tree(List<TreeEntry> entries) {
    this.entries = entries;
    int fileCount = 0;
    int directoryCount = 0;
    long bytes = 0;
    for (TreeEntry entry : entries) {
      switch (entry) {
        case FileEntry file -> {
          fileCount++;
          bytes = Math.addExact(bytes, file.size());
        }
        case DirectoryEntry directory -> directoryCount++;
        case LinkEntry link -> {}
      }
    }
    this.files = fileCount;
    this.directories = directoryCount;
    this.totalBytes = bytes;
    this.digest = TreeCodec.digest(this);
  }

  /**
   * The tree of these entries, in whatever order they come.
   *
   * @throws IllegalArgumentException if two have one path, or one's directory is missing
   */
  public static Tree of(Collection<? extends TreeEntry> entries) {
    TreeEntry[] sorted = entries.toArray(new TreeEntry[0]);
    Arrays.sort(sorted, ORDER);
    Set<String> directories = new HashSet<>();
    String previous = "";
    for (TreeEntry entry : sorted) {
      String path = entry.path();
      if (path.equals(previous)) {
        throw new IllegalArgumentException(TreePath.show(path) + " is there twice");
      }
      if (!TreePath.parent(path).map(directories::contains).orElse(true)) {
        throw new IllegalArgumentException(TreePath.show(path) + " is in no directory");
      }
      if (entry instanceof DirectoryEntry) {
        directories.add(path);
      }
      previous = path;
    }
    return new Tree(List.of(sorted));
  }

  /** All entries, in the order of their paths' bytes. */
  public List<TreeEntry> entries() {
    return entries;
  }

  /** What is at a path. */
  public Optional<TreeEntry> find(String path) {
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

  /** The SHA-256 of what {@link TreeCodec} writes: equal for equal trees only. */
  public Digest digest() {
    return digest;
  }

  /** How many regular files. */
  public int files() {
    return files;
  }

  /** How many directories. */
  public int directories() {
    return directories;
  }

  /** How many symbolic links. */
  public int links() {
    return entries.size() - files - directories;
  }

  /** The sizes of all files, in bytes. */
  public long totalBytes() {
    return totalBytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tree tree && digest.equals(tree.digest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  @Override
  public String toString() {
    return "tree " + digest.brief() + " of " + entries.size();
  }
}
