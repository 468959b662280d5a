package dev.clova.engine.tree;

import dev.clova.state.TreeEntry.DirectoryEntry;
import dev.clova.state.TreeEntry.LinkEntry;
import dev.clova.state.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Goes through a service's directory and finds what of it takes part, without reading any content
 * but that of ignore files. Everything comes in the order of the names, so that equal directories
 * give equal messages.
 */
final class SourceWalk {

  private static final int LONGEST_IGNORE_FILE = 1 << 20;
  private static final String RENAME = "Rename it, or name it under `[sync] exclude`.";

  private final Path root;
  private final TreeRules rules;
  private final boolean seed;
  private final SourceFaults faults;
  private final List<FoundFile> files = new ArrayList<>();
  private final List<DirectoryEntry> directories = new ArrayList<>();
  private final List<LinkEntry> links = new ArrayList<>();
  private final List<String> persistent = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final List<SourceWarning> warnings = new ArrayList<>();
  private final Deque<String> pending = new ArrayDeque<>();
  private Excludes excludes;

  /** A regular file that takes part, and the mode that it gets. */
  record FoundFile(String path, FileStamp stamp, int mode) {}

  /**
   * All that takes part.
   *
   * @param persistent paths that belong to the running service; nothing of them is in the lists
   * @param leftOut what is not sent, and why
   */
  record Found(
      List<FoundFile> files,
      List<DirectoryEntry> directories,
      List<LinkEntry> links,
      List<String> persistent,
      List<LeftOut> leftOut,
      List<SourceWarning> warnings,
      Excludes excludes) {}

  private SourceWalk(
      Path root, TreeRules rules, Excludes excludes, boolean seed, SourceFaults faults) {
    this.root = root;
    this.rules = rules;
    this.excludes = excludes;
    this.seed = seed;
    this.faults = faults;
  }

  /** All of a service's directory but its persistent paths. */
  static Found all(Path root, TreeRules rules, SourceFaults faults) {
    SourceWalk walk = new SourceWalk(root, rules, rules.excludes(), false, faults);
    walk.pending.push("");
    return walk.run();
  }

  /**
   * One persistent path with all that is in it, and the directories that lead to it. What is
   * private in there stays so.
   */
  static Found seed(
      Path root, String path, TreeRules rules, Excludes excludes, SourceFaults faults) {
    SourceWalk walk = new SourceWalk(root, rules, excludes, true, faults);
    for (Optional<String> above = TreePath.parent(path);
        above.isPresent();
        above = TreePath.parent(above.get())) {
      int mode = rules.mode(above.get(), true).orElse(0755);
      walk.directories.add(new DirectoryEntry(above.get(), mode));
    }
    walk.visit(path, LocalNames.resolve(root, path));
    return walk.run();
  }

  private Found run() {
    while (!pending.isEmpty()) {
      list(pending.pop());
    }
    return new Found(files, directories, links, persistent, leftOut, warnings, excludes);
  }

  private void list(String directory) {
    Path place = directory.isEmpty() ? root : LocalNames.resolve(root, directory);
    SortedMap<String, Path> children = new TreeMap<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(place)) {
      stream.forEach(child -> children.put(LocalNames.name(child), child));
    } catch (IOException e) {
      faults.add(directory, e);
    } catch (DirectoryIteratorException e) {
      faults.add(directory, Objects.requireNonNull(e.getCause()));
    }
    if (children.containsKey(Excludes.IGNORE_FILE)) {
      readIgnoreFile(directory);
    }
    Map<String, String> folded = new HashMap<>();
    children.forEach(
        (name, child) -> {
          String path = directory.isEmpty() ? name : directory + "/" + name;
          if (visit(path, child)) {
            warnOfTwin(path, folded);
          }
        });
  }

  /** Whether the path takes part. */
  private boolean visit(String path, Path place) {
    FileStamp stamp;
    try {
      stamp = FileStamp.of(place);
    } catch (IOException e) {
      faults.add(path, e);
      return false;
    }
    if (excludes.exclude(path, stamp.isDirectory())) {
      leftOut.add(new LeftOut(path, excludes.reason(path, stamp.isDirectory())));
      return false;
    }
    if (!seed && rules.persist(path, stamp.isDirectory())) {
      persistent.add(path);
      leftOut.add(new LeftOut(path, "persistent: only where the target has nothing"));
      return false;
    }
    if (!hasGoodName(path)) {
      return false;
    }
    if (stamp.isDirectory()) {
      pending.push(path);
      directories.add(new DirectoryEntry(path, mode(path, stamp)));
    } else if (stamp.isLink()) {
      addLink(path, place);
    } else if (stamp.isFile()) {
      files.add(new FoundFile(path, stamp, mode(path, stamp)));
    } else {
      warn(path, "is " + stamp.specialType() + " and is not copied");
    }
    return true;
  }

  private boolean hasGoodName(String path) {
    String fault = TreePath.fault(path).orElse("");
    if (!fault.isEmpty()) {
      faults.add(path, "cannot be deployed: its path " + fault, RENAME);
      return false;
    }
    if (path.chars().anyMatch(character -> character < ' ' || character == 0x7F)) {
      faults.add(path, "cannot be deployed: its name has a control character", RENAME);
      return false;
    }
    return true;
  }

  private int mode(String path, FileStamp stamp) {
    int usual = stamp.isDirectory() || stamp.isExecutable() ? 0755 : 0644;
    return rules.mode(path, stamp.isDirectory()).orElseGet(() -> usual(path, stamp, usual));
  }

  /** What stands in a definition is read by Clova alone, and may be meant for {@code .env}. */
  private int usual(String path, FileStamp stamp, int usual) {
    if (TreeRules.isDefinition(path)) {
      return 0600;
    }
    if ((stamp.mode() & 06000) != 0) {
      warn(path, "has a set-user-ID or set-group-ID bit, which is not copied");
    }
    if (stamp.isPrivate() && seed) {
      return usual & 0700;
    }
    if (stamp.isPrivate()) {
      String pattern = TreePath.show(path) + (stamp.isDirectory() ? "/" : "");
      faults.add(
          path,
          "may be read by its owner only, and would be mode %04o on the target".formatted(usual),
          "Say which mode it is to have, such as `mode = { \"%s\" = \"%04o\" }` under `[sync]`."
              .formatted(pattern, usual & 0700));
    }
    return usual;
  }

  private void addLink(String path, Path place) {
    try {
      links.add(new LinkEntry(path, LocalNames.text(Files.readSymbolicLink(place))));
    } catch (IOException e) {
      faults.add(path, e);
    } catch (IllegalArgumentException e) {
      faults.add(path, "is a link whose text is not UTF-8", RENAME);
    }
  }

  private void readIgnoreFile(String directory) {
    String path =
        directory.isEmpty() ? Excludes.IGNORE_FILE : directory + "/" + Excludes.IGNORE_FILE;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long length = 0;
    try (SourceDirectory source = new SourceDirectory(root)) {
      length =
          source.read(path, LONGEST_IGNORE_FILE, (chunk, count) -> bytes.write(chunk, 0, count));
    } catch (IOException e) {
      faults.add(path, e);
    }
    Optional<String> text = TreePath.text(bytes.toByteArray());
    if (text.isEmpty() || length > LONGEST_IGNORE_FILE) {
      faults.add(path, "is not UTF-8 text of at most 1 MiB", "");
    }
    excludes = excludes.with(directory, text.orElse("").lines().toList());
  }

  private void warnOfTwin(String path, Map<String, String> folded) {
    String name = TreePath.name(path);
    String fold = name.toLowerCase(Locale.ROOT);
    if (fold.chars().anyMatch(character -> character > 0x7F)) {
      fold = Normalizer.normalize(fold, Normalizer.Form.NFC);
    }
    String twin = folded.putIfAbsent(fold, name);
    if (twin != null) {
      warn(path, "and `" + TreePath.show(twin) + "` are one file on some systems");
    }
  }

  private void warn(String path, String text) {
    warnings.add(new SourceWarning(faults.show(path), text));
  }
}
