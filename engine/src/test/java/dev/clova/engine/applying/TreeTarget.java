package dev.clova.engine.applying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.kind.Changes;
import dev.clova.engine.kind.Finding;
import dev.clova.engine.kind.Sight;
import dev.clova.engine.kind.SyncResource;
import dev.clova.engine.kind.TreeSight;
import dev.clova.engine.kind.TreeSight.Presence;
import dev.clova.engine.kind.TreeSight.Seen;
import dev.clova.engine.step.Work;
import dev.clova.engine.tree.LocalTree;
import dev.clova.engine.tree.StageArchive;
import dev.clova.state.Attributes;
import dev.clova.state.Digest;
import dev.clova.state.Home;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Tree;
import dev.clova.state.TreeEntry;
import dev.clova.state.TreePath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A target that is a folder here: what planning works out for its files is carried out by the very
 * script that targets get, in a real shell.
 */
final class TreeTarget {

  private static final Placement PLACEMENT = new Placement("blog", "vps");
  private static final Batch.Writer WRITER =
      new Batch.Writer("workspace", "homelab", "operation", "someone@here", "plan");

  private final Path root;
  private final List<String> shell;
  private Optional<Tree> recorded = Optional.empty();
  private int applied;

  TreeTarget(Path root, List<String> shell) {
    this.root = root;
    this.shell = shell;
  }

  /** The service's directory. */
  Path directory() {
    return root.resolve("blog");
  }

  /** Plans with what is there now, as after a look at all of it. */
  Finding plan(LocalTree wanted, SyncResource.Delete delete) throws IOException {
    SyncResource resource =
        new SyncResource(
            PLACEMENT,
            wanted,
            List.of(),
            path -> LocalTree.EMPTY,
            new SyncResource.Policy(delete, (path, directory) -> false));
    Sight sight =
        new Sight(
            directory().toString(),
            Sight.Answer.NONE,
            Optional.empty(),
            Attributes.none(),
            sight(),
            Sight.Demand.AS_DECLARED,
            Optional.empty());
    return resource.judge(sight, new Changes(PLACEMENT));
  }

  /** Carries a plan out; fails if the target says that anything failed. */
  void apply(Finding finding, LocalTree wanted) throws Exception {
    Home home = new Home(root.toString(), directory().toString(), "", "none", Attributes.none());
    PlacementRecord record = PlacementRecord.first(PLACEMENT, home, Instant.EPOCH, "plan");
    Work work =
        new Work(
            PLACEMENT,
            directory().toString(),
            finding.steps(),
            new TreeSet<>(),
            Optional.of(record));
    String token = "token" + applied++;
    Batch batch = Batch.of("vps", List.of(work), token, WRITER);
    String said = run(batch);
    assertTrue(said.contains("\n@ recorded 0\n"), said);
    recorded = Optional.of(wanted.tree());
  }

  /** Somebody else puts these files in place of all that are there. */
  void replaceBy(LocalTree other) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-c", "rm -rf blog && mkdir blog && cd blog && tar -xpf -")
            .directory(root.toFile())
            .start();
    try (OutputStream out = shell.getOutputStream();
        StageArchive archive = new StageArchive(out, Instant.ofEpochSecond(1_100_000_000))) {
      archive.tree("", other, other.tree().entries());
    }
    assertEquals(0, shell.waitFor());
  }

  private String run(Batch batch) throws Exception {
    String frame = "umask 077\nset -f\nframe() { printf '\\n@ %s\\n' \"$*\"; }\n";
    List<String> command = new ArrayList<>(shell);
    command.addAll(List.of("-c", frame + BatchScript.of(batch)));
    Path log = Files.createTempFile(root, "said", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try (OutputStream out = process.getOutputStream()) {
      new BatchArchive(batch, Instant.ofEpochSecond(1_000_000_000)).writeTo(out);
    }
    process.waitFor();
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  private TreeSight sight() throws IOException {
    boolean there = Files.isDirectory(directory(), LinkOption.NOFOLLOW_LINKS);
    SortedMap<String, Seen> seen = new TreeMap<>(TreePath.ORDER);
    if (there) {
      tree().entries().forEach(entry -> seen.put(entry.path(), seen(entry)));
    }
    return new TreeSight(
        there ? Presence.DIRECTORY : Presence.GONE,
        recorded,
        Optional.empty(),
        false,
        seen,
        new TreeMap<>());
  }

  /** What is in the service's directory, read in full. */
  Tree tree() throws IOException {
    List<TreeEntry> entries = new ArrayList<>();
    try (Stream<Path> all = Files.walk(directory())) {
      for (Path path : all.skip(1).toList()) {
        entries.add(entry(directory().relativize(path).toString(), path));
      }
    }
    return Tree.of(entries);
  }

  private static TreeEntry entry(String name, Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return new TreeEntry.LinkEntry(name, Files.readSymbolicLink(path).toString());
    }
    int mode = (Integer) Files.getAttribute(path, "unix:mode") & TreeEntry.MODE_BITS;
    return Files.isDirectory(path)
        ? new TreeEntry.DirectoryEntry(name, mode)
        : new TreeEntry.FileEntry(
            name, mode, Files.size(path), Digest.of(Files.readAllBytes(path)));
  }

  private static Seen seen(TreeEntry entry) {
    return switch (entry) {
      case TreeEntry.FileEntry(String path, int mode, long size, Digest digest) ->
          new Seen.File(mode, size, Optional.of(digest), true);
      case TreeEntry.DirectoryEntry(String path, int mode) -> new Seen.Directory(mode);
      case TreeEntry.LinkEntry(String path, String target) -> new Seen.Link(Optional.of(target));
    };
  }
}
