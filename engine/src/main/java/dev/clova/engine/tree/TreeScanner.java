package dev.clova.engine.tree;

import dev.clova.engine.definition.SyncDefinition;
import dev.clova.engine.tree.DigestCache.Known;
import dev.clova.engine.tree.SourceTree.Template;
import dev.clova.engine.tree.SourceWalk.Found;
import dev.clova.engine.tree.SourceWalk.FoundFile;
import dev.clova.state.ClovaException;
import dev.clova.state.Digest;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.TreeEntry;
import dev.clova.state.TreeEntry.FileEntry;
import dev.clova.state.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Reads services' directories on the controller. Unchanged files are known by a cache and not read
 * again. May be used by several threads at once, for different services.
 */
public final class TreeScanner {

  private static final int LONGEST_TEMPLATE = 1 << 20;
  private static final int MOST_NAMED = 5;

  private final Path caches;
  private final int processors;
  private final Clock clock;
  private final Map<Path, Optional<GitIndex>> indexes = new ConcurrentHashMap<>();

  /**
   * A scanner for one run.
   *
   * @param caches the directory where digests are kept from run to run; it need not be there, nor
   *     be writable
   * @param processors how many files are hashed at a time
   * @param clock tells which files were touched too shortly ago to be kept there
   */
  public TreeScanner(Path caches, int processors, Clock clock) {
    this.caches = caches;
    this.processors = processors;
    this.clock = clock;
  }

  /**
   * Reads a service's directory. The result serves all of its targets.
   *
   * @throws ClovaException with everything that keeps the directory from being deployed
   */
  public SourceTree scan(ServiceSource source, SyncDefinition sync) {
    if (!Files.isDirectory(source.directory())) {
      String detail = "The directory of service `" + source.service() + "` is not there.";
      throw new ClovaException(Problem.of(ProblemCode.BAD_FILE, detail, ""));
    }
    TreeRules rules = new TreeRules(sync);
    SourceFaults faults = new SourceFaults(source.shown());
    Found found = SourceWalk.all(source.directory(), rules, faults);
    new LinkCheck(found.links()).check(found.links(), faults);
    List<FoundFile> plain = new ArrayList<>();
    List<Template> templates = new ArrayList<>();
    for (FoundFile file : found.files()) {
      if (rules.template(file.path())) {
        readTemplate(source, file, templates, faults);
      } else {
        plain.add(file);
      }
    }
    checkRenderedPaths(found, templates, faults);
    List<TreeEntry> entries = entries(source, source.service(), found, plain, faults);
    faults.throwIfAny();
    List<SourceWarning> warnings = new ArrayList<>(found.warnings());
    untracked(source, found).ifPresent(warnings::add);
    return new SourceTree(this, source, rules, found, warnings, entries, templates);
  }

  /** What Git does not know, whoever works from a checkout of their own does not have. */
  private Optional<SourceWarning> untracked(ServiceSource source, Found found) {
    Optional<GitIndex> index =
        GitIndex.rootOf(source.directory())
            .flatMap(root -> indexes.computeIfAbsent(root, GitIndex::read));
    if (index.isEmpty()) {
      return Optional.empty();
    }
    List<String> paths = new ArrayList<>();
    found.files().forEach(file -> paths.add(file.path()));
    found.links().forEach(link -> paths.add(link.path()));
    List<String> untracked = index.get().untracked(source.directory(), paths);
    if (untracked.isEmpty()) {
      return Optional.empty();
    }
    String named =
        untracked.stream()
            .sorted(TreePath.ORDER)
            .limit(MOST_NAMED)
            .map(path -> "`" + TreePath.show(path) + "`")
            .collect(Collectors.joining(", "));
    String more =
        untracked.size() > MOST_NAMED
            ? " and %,d more".formatted(untracked.size() - MOST_NAMED)
            : "";
    String text = "holds what Git does not track, and another checkout would lack: ";
    return Optional.of(
        new SourceWarning(source.shown().isEmpty() ? "." : source.shown(), text + named + more));
  }

  /** Reads one persistent path with all that is in it; the directories above it come along. */
  LocalTree seed(ServiceSource source, TreeRules rules, Excludes excludes, String path) {
    SourceFaults faults = new SourceFaults(source.shown());
    Found found = SourceWalk.seed(source.directory(), path, rules, excludes, faults);
    new LinkCheck(found.links()).check(found.links(), faults);
    String cache = source.service() + "." + Digest.of(path).brief();
    List<TreeEntry> entries = entries(source, cache, found, found.files(), faults);
    faults.throwIfAny();
    return LocalTree.of(source, entries);
  }

  private List<TreeEntry> entries(
      ServiceSource source,
      String cacheName,
      Found found,
      List<FoundFile> files,
      SourceFaults faults) {
    Map<String, Known> digests = digests(source.directory(), cacheName, files, faults);
    List<TreeEntry> entries = new ArrayList<>(found.directories());
    entries.addAll(found.links());
    for (FoundFile file : files) {
      Known known = digests.get(file.path());
      if (known != null) {
        entries.add(new FileEntry(file.path(), file.mode(), file.stamp().size(), known.digest()));
      }
    }
    return entries;
  }

  private Map<String, Known> digests(
      Path root, String cacheName, List<FoundFile> files, SourceFaults faults) {
    Instant start = clock.instant();
    Path file = caches.resolve(cacheName);
    DigestCache cache = DigestCache.read(file);
    Map<String, Known> known = HashMap.newHashMap(files.size());
    List<FoundFile> unknown = new ArrayList<>();
    for (FoundFile found : files) {
      cache
          .find(found.path(), found.stamp())
          .ifPresentOrElse(entry -> known.put(found.path(), entry), () -> unknown.add(found));
    }
    if (!unknown.isEmpty() || cache.size() != known.size()) {
      known.putAll(new FileHashes(root, processors).of(unknown, faults));
      cache.replace(file, known, start);
    }
    return known;
  }

  private static void readTemplate(
      ServiceSource source, FoundFile file, List<Template> templates, SourceFaults faults) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long length;
    try (SourceDirectory directory = new SourceDirectory(source.directory())) {
      length =
          directory.read(
              file.path(), LONGEST_TEMPLATE, (chunk, count) -> bytes.write(chunk, 0, count));
    } catch (IOException e) {
      faults.add(file.path(), e);
      return;
    }
    if (length > LONGEST_TEMPLATE) {
      faults.add(file.path(), "is a template of more than 1 MiB", "");
      return;
    }
    TreePath.text(bytes.toByteArray())
        .ifPresentOrElse(
            text -> templates.add(new Template(file.path(), file.mode(), text)),
            () ->
                faults.add(
                    file.path(),
                    "is a template that is not UTF-8 text",
                    "Leave it out of `[sync] template`."));
  }

  private static void checkRenderedPaths(
      Found found, List<Template> templates, SourceFaults faults) {
    Set<String> taken = new HashSet<>();
    found.files().forEach(file -> taken.add(file.path()));
    found.directories().forEach(directory -> taken.add(directory.path()));
    found.links().forEach(link -> taken.add(link.path()));
    for (Template template : templates) {
      if (!template.rendered().equals(template.path()) && !taken.add(template.rendered())) {
        faults.add(
            template.path(),
            "is rendered to `" + faults.show(template.rendered()) + "`, which is there as well",
            "Delete or rename one of the two.");
      }
    }
  }
}
