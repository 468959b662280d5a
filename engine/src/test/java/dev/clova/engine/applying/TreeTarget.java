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
import dev.clova.engine.remote.Eventually;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Probation;
import dev.clova.engine.step.Step;
import dev.clova.engine.step.TreeEdit;
import dev.clova.engine.step.Work;
import dev.clova.engine.tree.LocalTree;
import dev.clova.engine.tree.StageArchive;
import dev.clova.state.Attributes;
import dev.clova.state.Digest;
import dev.clova.state.Home;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.PlannedAction;
import dev.clova.state.Tree;
import dev.clova.state.TreeEntry;
import dev.clova.state.TreePath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
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
    String said = run(batch(work(finding.steps(), Optional.of(record()))), Optional.empty());
    assertTrue(said.contains("\n@ recorded 0\n"), said);
    recorded = Optional.of(wanted.tree());
  }

  /**
   * Carries a plan out that nobody confirms, and waits until it is taken back.
   *
   * @param cutOff when the script is killed; empty: it comes to its end
   * @return whether there was anything to take back
   */
  boolean applyUnconfirmed(Finding finding, Optional<Duration> cutOff) throws Exception {
    TreeEdit edit =
        finding.steps().stream()
            .flatMap(step -> step.actions().stream())
            .map(action -> ((Action.PutTree) action).edit())
            .findFirst()
            .orElseThrow();
    PlannedAction claim = finding.steps().getFirst().claims().getFirst();
    Action back =
        new Action.TakeBack(
            recorded.isPresent() ? record().generation() : 0,
            Optional.of(edit),
            recorded.orElse(Tree.EMPTY),
            List.of(),
            false);
    Work way =
        work(
            List.of(Step.of(claim, back)),
            recorded.isPresent() ? Optional.of(record()) : Optional.empty());
    Work work =
        work(finding.steps(), Optional.of(record()))
            .on(Optional.of(new Probation(Duration.ofSeconds(1), way)));
    String unused = run(batch(work), cutOff);
    Path left = root.resolve(".clova/unconfirmed/blog");
    Eventually.holds(
        Duration.ofMinutes(1),
        () -> !Files.exists(left.resolve("timer")) || Files.exists(left.resolve("returned")),
        "the timer is over");
    if (!Files.exists(left.resolve("returned"))) {
      return false;
    }
    String told = Files.readString(left.resolve("told"));
    assertTrue(told.contains(" recorded 0\n") && told.contains(" durable\n"), told);
    return true;
  }

  private Work work(List<Step> steps, Optional<PlacementRecord> record) {
    return new Work(PLACEMENT, directory().toString(), steps, new TreeSet<>(), record);
  }

  private PlacementRecord record() {
    Home home = new Home(root.toString(), directory().toString(), "", "none", Attributes.none());
    return PlacementRecord.first(PLACEMENT, home, Instant.EPOCH, "plan");
  }

  private Batch batch(Work work) {
    return Batch.of("vps", List.of(work), "token" + applied++, WRITER);
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

  private String run(Batch batch, Optional<Duration> cutOff) throws Exception {
    String frame = "umask 077\nset -f\nframe() { printf '\\n@ %s\\n' \"$*\"; }\n";
    List<String> command = new ArrayList<>(List.of("/usr/bin/setsid"));
    command.addAll(shell);
    command.addAll(List.of("-c", frame + BatchScript.of(batch)));
    Path log = Files.createTempFile(root, "said", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().merge("PATH", tools().toString(), (path, own) -> own + ":" + path);
    Process process = builder.start();
    try (OutputStream out = process.getOutputStream()) {
      new BatchArchive(batch, Instant.ofEpochSecond(1_000_000_000)).writeTo(out);
    }
    if (cutOff.isPresent() && !process.waitFor(cutOff.get().toMillis(), TimeUnit.MILLISECONDS)) {
      // All that the script has begun, but for what is detached, is in the group of its shell.
      new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid()).start().waitFor();
    }
    process.waitFor();
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  /** What is detached runs in the same shell. */
  private Path tools() throws IOException {
    Path tools = root.resolve("tools");
    if (!Files.exists(tools)) {
      Files.createDirectories(tools);
      Path setsid = tools.resolve("setsid");
      Files.writeString(
          setsid,
          "#!/bin/sh\nshift\nexec /usr/bin/setsid %s \"$@\"\n".formatted(String.join(" ", shell)));
      assertTrue(setsid.toFile().setExecutable(true));
    }
    return tools;
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
        Set.of(),
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
