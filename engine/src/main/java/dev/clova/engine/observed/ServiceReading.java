package dev.clova.engine.observed;

import dev.clova.engine.kind.TreeSight;
import dev.clova.engine.kind.TreeSight.Seen;
import dev.clova.state.Digest;
import dev.clova.state.Listing;
import dev.clova.state.ListingChanges;
import dev.clova.state.Origin;
import dev.clova.state.PathStat;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.ProblemCode;
import dev.clova.state.Receipt;
import dev.clova.state.ReceiptCodec;
import dev.clova.state.ReceiptReading;
import dev.clova.state.Tree;
import dev.clova.state.TreeCodec;
import dev.clova.state.TreeEntry;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes sense of what a target sent of one service: which files need to be read because nothing
 * else tells what is in them, and, once they are, what is there.
 */
final class ServiceReading {

  /** Of more files than this only the digests are asked for, all in one go. */
  static final int MOST_TEXTS = 64;

  private static final long TEXT_LIMIT = 64 << 10;

  private final Asked asked;
  private final Placement placement;
  private final TargetAnswers.Service answers;
  private final Origin origin;
  private final RecordCache cache;
  private final boolean checksum;
  private final String workspaceId;
  private final Map<Integer, String> readPaths = new HashMap<>();
  private final Map<String, byte[]> texts = new TreeMap<>();
  private final Map<String, Optional<Digest>> digests = new HashMap<>();
  private final Set<String> read = new HashSet<>();
  private Optional<Receipt> receipt = Optional.empty();
  private Optional<PlacementRecord> record = Optional.empty();
  private Optional<RecordCache.Parts> parts = Optional.empty();
  private Optional<Listing> now = Optional.empty();
  private Optional<ListingChanges> changes = Optional.empty();

  ServiceReading(
      String target,
      Asked asked,
      TargetAnswers.Service answers,
      RecordCache cache,
      LookRequest request) {
    this.asked = asked;
    this.placement = new Placement(asked.service(), target);
    this.answers = answers;
    this.cache = cache;
    this.checksum = request.checksum();
    this.workspaceId = request.workspaceId();
    this.origin =
        new Origin(
            "What `" + target + "` says of `" + asked.service() + "`",
            ProblemCode.TARGET_ANSWER,
            "Look at the files in `.clova/services` on the target.");
  }

  Asked asked() {
    return asked;
  }

  Optional<PlacementRecord> record() {
    return record;
  }

  /** Whether the receipt is one of this workspace. */
  boolean isOf(String workspace) {
    return receipt.map(found -> found.workspaceId().equals(workspace)).orElse(false);
  }

  /** Whether a resource would not run the service's own command before its files are known. */
  boolean isUnsure() {
    return answers.looks.values().stream().anyMatch(answer -> answer.text().equals("unsure"));
  }

  /** What is worth reading before anything is known: files that are to change, if we know which. */
  static Map<String, Boolean> guess(Asked asked, RecordCache cache) {
    Optional<Tree> wanted = asked.wanted();
    if (wanted.isEmpty()
        || asked.known().flatMap(PlacementRecord::tree).equals(wanted.map(Tree::digest))) {
      return Map.of();
    }
    return asked
        .known()
        .flatMap(PlacementRecord::receipt)
        .flatMap(cache::find)
        .flatMap(RecordCache.Parts::readTree)
        .map(recorded -> differing(wanted.get(), recorded))
        .orElse(Map.of());
  }

  /** The same, where only the target could tell what is recorded: not yet read. */
  Map<String, Boolean> changing() {
    readReceipt();
    Optional<Tree> wanted = asked.wanted();
    if (wanted.isEmpty()
        || record.flatMap(PlacementRecord::tree).equals(wanted.map(Tree::digest))) {
      return Map.of();
    }
    Map<String, Boolean> paths =
        recordedTree().map(recorded -> differing(wanted.get(), recorded)).orElse(Map.of());
    return read.containsAll(paths.keySet()) ? Map.of() : paths;
  }

  private static Map<String, Boolean> differing(Tree wanted, Tree recorded) {
    Map<String, Boolean> paths = new LinkedHashMap<>();
    for (TreeEntry entry : wanted.entries()) {
      if (entry instanceof TreeEntry.FileEntry file
          && paths.size() < MOST_TEXTS
          && recorded.find(file.path()).map(left -> tellsMore(file, left)).orElse(true)) {
        paths.put(file.path(), file.size() <= TEXT_LIMIT);
      }
    }
    return paths;
  }

  /** Of what we left, only a short text that changes tells more than its record does. */
  private static boolean tellsMore(TreeEntry.FileEntry wanted, TreeEntry left) {
    return !(left instanceof TreeEntry.FileEntry file)
        || (!file.digest().equals(wanted.digest())
            && file.size() <= TEXT_LIMIT
            && wanted.size() <= TEXT_LIMIT);
  }

  void asked(Map<String, Boolean> paths) {
    int index = 0;
    readPaths.clear();
    answers.reads.clear();
    for (String path : paths.keySet()) {
      readPaths.put(index++, path);
    }
  }

  /** Takes what came of the files that were read. */
  void takeReads() {
    answers.reads.forEach(
        (index, body) -> {
          String path = readPaths.get(index);
          if (path != null) {
            take(path, body);
          }
        });
    readPaths.clear();
    answers.reads.clear();
  }

  private void take(String path, byte[] body) {
    FileAnswer answer = FileAnswer.of(body);
    String head = answer.head();
    read.add(path);
    if (head.startsWith("file ") && head.length() == "file ".length() + 64) {
      digests.put(path, digest(head.substring("file ".length())));
      answer.content().ifPresent(text -> texts.put(path, text));
    }
  }

  /** Takes the digests of many files, a line each, in the order in which they were asked for. */
  void takeDigests(List<String> paths, String lines) {
    List<String> all = lines.lines().toList();
    for (int i = 0; i < paths.size(); i++) {
      read.add(paths.get(i));
      if (all.size() == paths.size()) {
        String line = all.get(i).startsWith("\\") ? all.get(i).substring(1) : all.get(i);
        digests.put(
            paths.get(i), line.length() < 64 ? Optional.empty() : digest(line.substring(0, 64)));
      }
    }
  }

  private static Optional<Digest> digest(String hex) {
    return hex.matches("[0-9a-f]{64}") ? Optional.of(new Digest(hex)) : Optional.empty();
  }

  /** Works out what was recorded and what differs from it; the files still to be read. */
  Map<String, Boolean> settle() {
    readReceipt();
    if (answers.same && parts.isEmpty()) {
      parts = record.flatMap(PlacementRecord::receipt).flatMap(cache::find);
    }
    if (answers.now.length > 0 && now.isEmpty()) {
      now = Optional.of(ListingText.read(answers.now, origin));
      parts =
          parts.isPresent() ? parts : record.flatMap(PlacementRecord::receipt).flatMap(cache::find);
      Listing before =
          parts.map(RecordCache.Parts::readListing).orElse(Listing.none(Long.MAX_VALUE));
      changes = now.map(listing -> listing.changedSince(before));
    }
    Map<String, Boolean> suspects = new LinkedHashMap<>();
    if (checksum) {
      recordedTree()
          .ifPresent(tree -> tree.entries().forEach(entry -> suspect(entry.path(), suspects)));
    }
    changes.ifPresent(
        different ->
            different
                .suspects()
                .filter(entry -> entry.stat().type() == PathStat.Type.FILE)
                .forEach(entry -> suspect(entry.path(), suspects)));
    guessedLate().forEach(suspects::putIfAbsent);
    return suspects;
  }

  /** What a controller that knows the receipt would have read at once: a plan is the same. */
  private Map<String, Boolean> guessedLate() {
    Map<String, Boolean> paths = new LinkedHashMap<>();
    if (asked.wanted().isPresent() && recordedTree().isPresent()) {
      paths.putAll(differing(asked.wanted().get(), recordedTree().get()));
      paths.keySet().removeAll(read);
    }
    return paths;
  }

  private void suspect(String path, Map<String, Boolean> suspects) {
    Optional<TreeEntry> target = asked.wanted().flatMap(tree -> tree.find(path));
    Optional<TreeEntry> recorded = recordedTree().flatMap(tree -> tree.find(path));
    boolean isFile =
        target.or(() -> recorded).filter(e -> e instanceof TreeEntry.FileEntry).isPresent();
    if (isFile && !read.contains(path)) {
      boolean small =
          now.flatMap(listing -> listing.find(path))
              .map(entry -> entry.stat().size() <= TEXT_LIMIT)
              .orElse(true);
      suspects.put(path, small && target.isPresent());
    }
  }

  /** Where a receipt lies counts, not what it calls the target: that may have another name now. */
  private void readReceipt() {
    if (record.isPresent()) {
      return;
    }
    if (answers.known) {
      record = asked.known();
      receipt = record.map(this::ours);
      return;
    }
    if (answers.receipt.length == 0) {
      readMark();
      return;
    }
    switch (ReceiptCodec.read(answers.receipt)) {
      case ReceiptReading.Sound sound -> take(sound, answers.tree);
      case ReceiptReading.Damaged(String why) -> throw origin.bad("is damaged: " + why);
      case ReceiptReading.Newer(int format) ->
          throw origin.bad("has the format " + format + " of a newer Clova");
    }
  }

  /** What was begun here for the first time and is not wanted any more must still be taken away. */
  private void readMark() {
    if (answers.hasBegun
        && asked.wanted().isEmpty()
        && ReceiptCodec.read(answers.pending) instanceof ReceiptReading.Sound sound) {
      take(sound, answers.next);
    }
  }

  private void take(ReceiptReading.Sound sound, byte[] tree) {
    receipt = Optional.of(sound.receipt());
    record = Optional.of(sound.record().renamed(placement));
    RecordCache.Parts sent = new RecordCache.Parts(tree, answers.listing);
    parts = Optional.of(sent);
    if (!answers.hasPending) {
      cache.keep(sound.digest(), sent);
    }
  }

  /** A receipt that we know is ours, or the state would not hold it. */
  private Receipt ours(PlacementRecord known) {
    return new Receipt(workspaceId, "", "", "", known);
  }

  private Optional<Tree> recordedTree() {
    Optional<Digest> digest = record.flatMap(PlacementRecord::tree);
    if (digest.isPresent() && digest.equals(asked.wanted().map(Tree::digest))) {
      return asked.wanted();
    }
    if (parts.isEmpty() && record.isPresent()) {
      parts = record.flatMap(PlacementRecord::receipt).flatMap(cache::find);
    }
    return parts.flatMap(RecordCache.Parts::readTree);
  }

  /** Whether nothing of ours was touched, though the directory is not the same to the byte. */
  boolean isUntouched() {
    return answers.same
        || (record.isPresent()
            && changes
                .map(
                    different ->
                        different.gone().stream().noneMatch(e -> isOurs(e.path()))
                            && different.suspects().noneMatch(e -> isOurs(e.path())))
                .orElse(false));
  }

  private boolean isOurs(String path) {
    return recordedTree().flatMap(tree -> tree.find(path)).isPresent()
        || asked.wanted().flatMap(tree -> tree.find(path)).isPresent();
  }

  ServiceView view() {
    SortedMap<String, dev.clova.engine.kind.Sight.Answer> looks = new TreeMap<>();
    answers.looks.forEach(
        (index, answer) -> {
          if (index < asked.resources().size()) {
            looks.put(asked.resources().get(index).name(), answer);
          }
        });
    return new ServiceView(
        receipt, record, answers.hasPending, treeSight(), looks, answers.confirmation);
  }

  private TreeSight treeSight() {
    boolean asRecorded = answers.same && record.isPresent() && !answers.hasPending && !checksum;
    Optional<Tree> next =
        answers.next.length == 0
            ? Optional.empty()
            : Optional.of(TreeCodec.read(new ByteArrayInputStream(answers.next), origin));
    SortedMap<String, byte[]> small = new TreeMap<>(texts);
    boolean asWanted =
        asRecorded
            && record.flatMap(PlacementRecord::tree).equals(asked.wanted().map(Tree::digest));
    return new TreeSight(
        answers.presence,
        recordedTree(),
        next,
        asRecorded,
        asWanted ? new TreeMap<>() : seen(),
        touched(),
        small);
  }

  /** A change that did not come to its end has touched what nobody else has. */
  private Set<String> touched() {
    return changes.isEmpty() || parts.isEmpty() || answers.hasPending
        ? Set.of()
        : Stream.of(changes.get().appeared(), changes.get().altered(), changes.get().gone())
            .flatMap(List::stream)
            .map(Listing.Entry::path)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** What is not ours was there when we left, too, and is in no tree. */
  private Optional<Listing> listing() {
    return now.or(
        () ->
            answers.same && !answers.hasPending
                ? parts.map(RecordCache.Parts::readListing)
                : Optional.empty());
  }

  private SortedMap<String, Seen> seen() {
    SortedMap<String, Seen> seen = new TreeMap<>();
    Optional<Listing> there = listing();
    if (there.isEmpty()) {
      recordedTree()
          .ifPresent(tree -> tree.entries().forEach(e -> seen.put(e.path(), recorded(e))));
      return seen;
    }
    Set<String> altered = new HashSet<>();
    changes.ifPresent(c -> c.suspects().forEach(entry -> altered.add(entry.path())));
    Optional<Listing> before = parts.map(RecordCache.Parts::readListing);
    for (Listing.Entry entry : there.get().entries()) {
      seen.put(entry.path(), seen(entry, altered.contains(entry.path()), before));
    }
    return seen;
  }

  private Seen recorded(TreeEntry entry) {
    return switch (entry) {
      case TreeEntry.FileEntry(String path, int mode, long size, Digest digest) ->
          new Seen.File(mode, size, digests.getOrDefault(path, Optional.of(digest)), true);
      case TreeEntry.DirectoryEntry(String path, int mode) -> new Seen.Directory(mode);
      case TreeEntry.LinkEntry(String path, String target) -> new Seen.Link(Optional.of(target));
    };
  }

  private Seen seen(Listing.Entry entry, boolean altered, Optional<Listing> before) {
    PathStat stat = entry.stat();
    return switch (stat.type()) {
      case FILE ->
          new Seen.File(stat.mode(), stat.size(), content(entry, altered), isOwned(entry, before));
      case DIRECTORY -> new Seen.Directory(stat.mode());
      case LINK -> new Seen.Link(entry.linkTarget());
      case FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE, OTHER ->
          new Seen.Other(stat.type().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
    };
  }

  private Optional<Digest> content(Listing.Entry entry, boolean altered) {
    if (digests.containsKey(entry.path()) || altered) {
      return digests.getOrDefault(entry.path(), Optional.empty());
    }
    return recordedTree()
        .flatMap(tree -> tree.find(entry.path()))
        .filter(e -> e instanceof TreeEntry.FileEntry)
        .map(e -> ((TreeEntry.FileEntry) e).digest());
  }

  private static boolean isOwned(Listing.Entry entry, Optional<Listing> before) {
    return before
        .flatMap(listing -> listing.find(entry.path()))
        .map(
            earlier ->
                earlier.stat().uid() == entry.stat().uid()
                    && earlier.stat().gid() == entry.stat().gid())
        .orElse(true);
  }
}
