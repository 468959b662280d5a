package dev.clova.engine.applying;

import dev.clova.state.Digest;
import dev.clova.state.Listing;
import dev.clova.state.PathStat;
import dev.clova.state.TreePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one side of a move has of a service's data: every path with its attributes, and no content.
 * Sockets and pid files belong to running processes, not to data: they are left out.
 *
 * @param items by path below the service's directory
 */
record Cargo(SortedMap<String, Item> items) {

  private static final long SECOND = 1_000_000_000L;
  private static final int LARGEST_PID_FILE = 32;

  Cargo {
    items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
  }

  /**
   * One path.
   *
   * @param stat its attributes
   * @param link the text of a symbolic link, where the target can tell it
   */
  record Item(PathStat stat, Optional<String> link) {

    boolean isFile() {
      return stat.type() == PathStat.Type.FILE;
    }

    boolean isDirectory() {
      return stat.type() == PathStat.Type.DIRECTORY;
    }
  }

  /**
   * Of the listings of these paths.
   *
   * @param paths what was asked for
   * @param listings what is there, by the numbers of the paths
   */
  static Cargo of(List<String> paths, Map<Integer, Listing> listings) {
    SortedMap<String, Item> items = new TreeMap<>(TreePath.ORDER);
    listings.forEach(
        (number, listing) -> {
          String path = paths.get(number);
          listing.root().ifPresent(root -> items.put(path, new Item(root, Optional.empty())));
          boolean single = listing.root().isEmpty() && listing.entries().size() == 1;
          for (Listing.Entry entry : listing.entries()) {
            items.put(
                single ? path : path + "/" + entry.path(),
                new Item(entry.stat(), entry.linkTarget()));
          }
        });
    items.entrySet().removeIf(item -> isLeftOut(item.getKey(), item.getValue().stat()));
    return new Cargo(items);
  }

  private static boolean isLeftOut(String path, PathStat stat) {
    return stat.type() == PathStat.Type.SOCKET
        || (path.endsWith(".pid")
            && stat.type() == PathStat.Type.FILE
            && stat.size() <= LARGEST_PID_FILE);
  }

  /** The bytes of all files. */
  long bytes() {
    return bytes(items.keySet());
  }

  /** The bytes of these files. */
  long bytes(Collection<String> paths) {
    return paths.stream()
        .flatMap(path -> Optional.ofNullable(items.get(path)).stream())
        .filter(Item::isFile)
        .mapToLong(item -> item.stat().size())
        .sum();
  }

  /** What these paths are; those that are not here are left out. */
  Map<String, PathStat.Type> types(Collection<String> paths) {
    Map<String, PathStat.Type> types = new HashMap<>();
    for (String path : paths) {
      Optional.ofNullable(items.get(path)).ifPresent(item -> types.put(path, item.stat().type()));
    }
    return types;
  }

  /** Regular files, sorted. */
  List<String> files() {
    return items.entrySet().stream()
        .filter(item -> item.getValue().isFile())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Directories, sorted. */
  List<String> directories() {
    return items.entrySet().stream()
        .filter(item -> item.getValue().isDirectory())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A path whose directory is told to be something else, which no file system can hold. */
  Optional<String> misplaced() {
    return items.keySet().stream()
        .filter(
            path -> {
              Optional<String> above = TreePath.parent(path);
              while (above.isPresent()) {
                Item item = items.get(above.get());
                if (item != null) {
                  return !item.isDirectory();
                }
                above = TreePath.parent(above.get());
              }
              return false;
            })
        .findFirst();
  }

  /** What no archive carries. */
  List<String> unmovable() {
    return items.entrySet().stream()
        .filter(
            item ->
                switch (item.getValue().stat().type()) {
                  case CHARACTER_DEVICE, BLOCK_DEVICE, OTHER -> true;
                  case FILE, DIRECTORY, LINK, FIFO, SOCKET -> false;
                })
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What is there and the other side does not have, or as something else: it has to go first. */
  List<String> notIn(Cargo source) {
    List<String> gone = new ArrayList<>();
    items.forEach(
        (path, item) -> {
          Item there = source.items.get(path);
          if (there == null || there.stat().type() != item.stat().type()) {
            gone.add(path);
          }
        });
    return gone;
  }

  /**
   * What the copy lacks or seems to have in another version, directories apart. Names of one file
   * go together, so that they stay one file.
   */
  SortedSet<String> missingIn(Cargo copy) {
    SortedSet<String> missing = new TreeSet<>(TreePath.ORDER);
    items.forEach(
        (path, item) -> {
          if (!item.isDirectory() && !looksSame(item, copy.items.get(path))) {
            missing.add(path);
          }
        });
    Map<String, List<String>> names = names();
    Map<String, List<String>> copied = copy.names();
    names.forEach(
        (first, all) -> {
          boolean linked = all.equals(copied.get(first));
          if (!linked || !Collections.disjoint(all, missing)) {
            missing.addAll(all);
          }
        });
    return missing;
  }

  private static boolean looksSame(Item item, @org.jspecify.annotations.Nullable Item copy) {
    return copy != null
        && copy.stat().type() == item.stat().type()
        && copy.stat().mode() == item.stat().mode()
        && copy.link().equals(item.link())
        && (!item.isFile()
            || (copy.stat().size() == item.stat().size()
                && sameTime(item.stat().modifiedNanos(), copy.stat().modifiedNanos())));
  }

  /** The copy's file system may know whole seconds only. */
  private static boolean sameTime(long nanos, long copied) {
    return nanos == copied || (copied % SECOND == 0 && nanos / SECOND == copied / SECOND);
  }

  /**
   * In what a copy differs from this, one line each; empty: in nothing but content, which digests
   * tell.
   *
   * @param owners whether owners were to be kept
   */
  List<String> faults(Cargo copy, boolean owners) {
    List<String> faults = new ArrayList<>();
    TreeSet<String> all = new TreeSet<>(TreePath.ORDER);
    all.addAll(items.keySet());
    all.addAll(copy.items.keySet());
    for (String path : all) {
      Item item = items.get(path);
      Item other = copy.items.get(path);
      if (item == null || other == null) {
        faults.add(path + (item == null ? " is only in the copy" : " is not in the copy"));
      } else {
        fault(item, other, owners).ifPresent(what -> faults.add(path + " has another " + what));
      }
    }
    if (!names().equals(copy.names())) {
      faults.add("files with several names are not the same ones");
    }
    return faults;
  }

  private static Optional<String> fault(Item item, Item copy, boolean owners) {
    PathStat one = item.stat();
    PathStat other = copy.stat();
    if (one.type() != other.type()) {
      return Optional.of("type");
    }
    if (one.type() != PathStat.Type.LINK && one.mode() != other.mode()) {
      return Optional.of("mode");
    }
    if (owners && (one.uid() != other.uid() || one.gid() != other.gid())) {
      return Optional.of("owner");
    }
    if (item.isFile() && one.size() != other.size()) {
      return Optional.of("size");
    }
    return item.link().equals(copy.link()) ? Optional.empty() : Optional.of("link target");
  }

  /** Files that have several names here, by the first of them. */
  private Map<String, List<String>> names() {
    Map<Long, List<String>> byInode = new HashMap<>();
    items.forEach(
        (path, item) -> {
          if (item.isFile()) {
            byInode.computeIfAbsent(item.stat().inode(), i -> new ArrayList<>()).add(path);
          }
        });
    Map<String, List<String>> names = new TreeMap<>(TreePath.ORDER);
    byInode.values().stream()
        .filter(all -> all.size() > 1)
        .forEach(all -> names.put(all.getFirst(), all));
    return names;
  }

  /**
   * These paths in loads that are copied one after the other, so that a copy that is cut off goes
   * on with the next one. All names of a file are in one load.
   */
  List<List<String>> loads(Collection<String> paths, int mostPaths, long mostBytes) {
    Map<String, List<String>> names = names();
    List<List<String>> loads = new ArrayList<>();
    List<String> load = new ArrayList<>();
    TreeSet<String> loaded = new TreeSet<>(TreePath.ORDER);
    long bytes = 0;
    Map<String, String> firstOf = new HashMap<>();
    names.forEach((first, all) -> all.forEach(name -> firstOf.put(name, first)));
    for (String path : paths) {
      if (loaded.contains(path)) {
        continue;
      }
      List<String> together = names.getOrDefault(firstOf.getOrDefault(path, path), List.of(path));
      load.addAll(together);
      loaded.addAll(together);
      bytes += bytes(List.of(path));
      if (load.size() >= mostPaths || bytes >= mostBytes) {
        loads.add(load);
        load = new ArrayList<>();
        bytes = 0;
      }
    }
    if (!load.isEmpty()) {
      loads.add(load);
    }
    return loads;
  }

  /** Whether nothing was written since another look at the same place. */
  boolean isUntouchedSince(Cargo earlier) {
    return items.equals(earlier.items);
  }

  /** Files whose content differs, by the digests of both sides. */
  static List<String> unequal(List<String> files, List<Digest> here, List<Digest> there) {
    List<String> unequal = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      if (!here.get(i).equals(there.get(i))) {
        unequal.add(files.get(i));
      }
    }
    return unequal;
  }
}
