package dev.clova.engine.step;

import dev.clova.engine.tree.LocalTree;
import dev.clova.state.Tree;
import dev.clova.state.TreeEntry;
import java.util.List;

/**
 * What to change in a service's directory.
 *
 * @param fresh the directory is not there yet: the whole tree takes its place by one rename
 * @param put entries to put, sorted by path; of a new directory also everything in it
 * @param modes directories that are there and get another mode
 * @param remove entries to take away, sorted by path; directories go only if they end up empty
 * @param seeds persistent paths that are not there yet, with what they are seeded with
 * @param wanted the whole tree afterwards, for the record on the target
 */
public record TreeEdit(
    boolean fresh,
    List<TreeEntry> put,
    List<TreeEntry.DirectoryEntry> modes,
    List<String> remove,
    List<Seed> seeds,
    Tree wanted) {

  /** Copies its lists. */
  public TreeEdit {
    put = List.copyOf(put);
    modes = List.copyOf(modes);
    remove = List.copyOf(remove);
    seeds = List.copyOf(seeds);
  }

  /**
   * A persistent path and what it begins with.
   *
   * @param path below the service's directory
   * @param content the path itself, what is in it, and the directories that lead to it
   */
  public record Seed(String path, LocalTree content) {}
}
