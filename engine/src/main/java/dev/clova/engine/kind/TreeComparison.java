package dev.clova.engine.kind;

import dev.clova.engine.kind.TreeSight.Seen;
import dev.clova.engine.step.TreeEdit;
import dev.clova.engine.tree.LocalTree;
import dev.clova.state.Address;
import dev.clova.state.CannotTell;
import dev.clova.state.ContentChange;
import dev.clova.state.ContentVersion;
import dev.clova.state.Digest;
import dev.clova.state.Drift;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Risk;
import dev.clova.state.Tree;
import dev.clova.state.TreeEntry;
import dev.clova.state.TreeEntry.DirectoryEntry;
import dev.clova.state.TreeEntry.FileEntry;
import dev.clova.state.TreeEntry.LinkEntry;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the tree that is wanted with what is there and with what was left there, path by path.
 */
final class TreeComparison {

  private static final int TEXT_LIMIT = 64 << 10;

  /** More than this many removals, or more than half of the files, must be meant. */
  private static final int MANY = 100;

  private final Placement placement;
  private final LocalTree source;
  private final SyncResource.Policy policy;
  private final TreeSight sight;
  private final Tree wanted;
  private final Tree recorded;
  private final List<PlannedAction> claims = new ArrayList<>();
  private final List<Drift> drift = new ArrayList<>();
  private final List<TreeEntry> put = new ArrayList<>();
  private final List<DirectoryEntry> modes = new ArrayList<>();
  private final Set<String> remove = new TreeSet<>();
  private final List<String> changed = new ArrayList<>();
  private Optional<CannotTell> obstacle = Optional.empty();
  private int unchanged;

  private TreeComparison(
      Placement placement, LocalTree source, SyncResource.Policy policy, TreeSight sight) {
    this.placement = placement;
    this.source = source;
    this.policy = policy;
    this.sight = sight;
    this.wanted = source.tree();
    this.recorded = sight.recorded().orElse(Tree.EMPTY);
  }

  static TreeComparison of(
      Placement placement, LocalTree source, SyncResource.Policy policy, TreeSight sight) {
    TreeComparison comparison = new TreeComparison(placement, source, policy, sight);
    comparison.wanted.entries().forEach(comparison::want);
    comparison.unwanted();
    return comparison;
  }

  List<PlannedAction> claims() {
    return claims;
  }

  List<Drift> drift() {
    return drift;
  }

  List<String> changed() {
    return changed;
  }

  int unchanged() {
    return unchanged;
  }

  /** What is in the way of all of it. */
  Optional<CannotTell> obstacle() {
    return obstacle;
  }

  TreeEdit edit(List<TreeEdit.Seed> seeds) {
    return new TreeEdit(false, put, modes, List.copyOf(remove), seeds, wanted);
  }

  /** Whether an entry is there as we left it. */
  static boolean isUntouched(TreeEntry entry, TreeSight sight) {
    if (sight.asRecorded()) {
      return true;
    }
    return switch (entry) {
      case FileEntry file ->
          sight.seen().get(file.path())
                  instanceof Seen.File(int m, long s, Optional<Digest> d, boolean o)
              && d.equals(Optional.of(file.digest()));
      case DirectoryEntry directory -> sight.seen().get(directory.path()) instanceof Seen.Directory;
      case LinkEntry link ->
          sight.seen().get(link.path()) instanceof Seen.Link(Optional<String> target)
              && target.map(link.linkTarget()::equals).orElse(true);
    };
  }

  private Optional<Seen> seen(String path) {
    if (sight.asRecorded()) {
      return recorded.find(path).map(TreeComparison::asSeen);
    }
    return Optional.ofNullable(sight.seen().get(path));
  }

  private static Seen asSeen(TreeEntry entry) {
    return switch (entry) {
      case FileEntry(String path, int mode, long size, Digest digest) ->
          new Seen.File(mode, size, Optional.of(digest), true);
      case DirectoryEntry(String path, int mode) -> new Seen.Directory(mode);
      case LinkEntry(String path, String target) -> new Seen.Link(Optional.of(target));
    };
  }

  private void want(TreeEntry entry) {
    Optional<Seen> there = seen(entry.path());
    if (there.isEmpty()) {
      missing(entry);
      return;
    }
    switch (entry) {
      case FileEntry file -> wantFile(file, there.get());
      case DirectoryEntry directory -> wantDirectory(directory, there.get());
      case LinkEntry link -> wantLink(link, there.get());
    }
  }

  private void missing(TreeEntry entry) {
    boolean ours = recorded.find(entry.path()).isPresent() && !sight.isCutOff(entry.path());
    put.add(entry);
    noteDrift(entry.path(), ours, "it was removed on the target");
    PlannedAction claim = claim(entry, Verb.CREATE, ours ? Reason.DRIFTED : Reason.NOT_PRESENT, "");
    claims.add(
        entry instanceof FileEntry file ? claim.change(content(Optional.empty(), file)) : claim);
    change(entry);
  }

  private void wantFile(FileEntry file, Seen there) {
    if (!(there
        instanceof Seen.File(int mode, long size, Optional<Digest> digest, boolean owned))) {
      replace(file, there);
      return;
    }
    boolean sameContent = digest.equals(Optional.of(file.digest()));
    if (sameContent && mode == file.mode() && owned) {
      unchanged++;
      return;
    }
    Optional<FileEntry> left = leftFile(file.path());
    boolean drifted =
        left.isPresent()
            && (!digest.equals(left.map(FileEntry::digest)) || mode != left.get().mode() || !owned)
            && !sight.isCutOff(file.path());
    boolean onlyDrifted = drifted && left.get().equals(file);
    Reason reason =
        onlyDrifted
            ? Reason.DRIFTED
            : sameContent ? Reason.ATTRIBUTES_DIFFER : Reason.CONTENT_DIFFERS;
    List<Evidence> evidence = attributes(mode, file.mode(), owned);
    if (drifted && !onlyDrifted) {
      evidence.add(Evidence.note("it was changed on the target after the last apply"));
    }
    noteDrift(file.path(), drifted, "it was changed on the target");
    put.add(file);
    PlannedAction claim =
        claim(file, Verb.UPDATE, reason, digest.map(Digest::hex).orElse("unread"))
            .evidence(evidence);
    claims.add(
        sameContent
            ? claim
            : claim.change(
                content(
                    Optional.of(
                        new ContentVersion(size, digest.map(Digest::hex).orElse(""), octal(mode))),
                    file)));
    change(file);
  }

  private Optional<FileEntry> leftFile(String path) {
    return recorded.find(path).filter(FileEntry.class::isInstance).map(FileEntry.class::cast);
  }

  private void wantDirectory(DirectoryEntry directory, Seen there) {
    if (!(there instanceof Seen.Directory(int mode))) {
      replace(directory, there);
    } else if (mode == directory.mode()) {
      unchanged++;
    } else {
      modes.add(directory);
      boolean drifted =
          recorded.find(directory.path()).filter(e -> e.equals(directory)).isPresent()
              && !sight.isCutOff(directory.path());
      noteDrift(directory.path(), drifted, "its mode was changed on the target");
      claims.add(
          claim(
                  directory,
                  Verb.UPDATE,
                  drifted ? Reason.DRIFTED : Reason.ATTRIBUTES_DIFFER,
                  octal(mode))
              .evidence(attributes(mode, directory.mode(), true)));
    }
  }

  private void wantLink(LinkEntry link, Seen there) {
    if (!(there instanceof Seen.Link(Optional<String> target))) {
      replace(link, there);
      return;
    }
    if (target
        .map(link.linkTarget()::equals)
        .orElse(recorded.find(link.path()).filter(link::equals).isPresent())) {
      unchanged++;
      return;
    }
    put.add(link);
    boolean drifted =
        recorded.find(link.path()).filter(link::equals).isPresent() && !sight.isCutOff(link.path());
    noteDrift(link.path(), drifted, "the link was changed on the target");
    claims.add(
        claim(
                link,
                Verb.UPDATE,
                drifted ? Reason.DRIFTED : Reason.CONTENT_DIFFERS,
                target.orElse(""))
            .evidence(List.of(Evidence.differs("link", target, Optional.of(link.linkTarget())))));
    change(link);
  }

  /** Something of another type is in the way; a folder only goes if nothing in it stays. */
  private void replace(TreeEntry entry, Seen there) {
    Optional<String> staying = there instanceof Seen.Directory ? staying(entry) : Optional.empty();
    if (staying.isPresent()) {
      obstacle =
          Optional.of(
              new CannotTell(
                  Address.of(placement, SyncResource.KIND, entry.path()),
                  "a folder is in its place, and `%s` in that is not to be removed"
                      .formatted(staying.get()),
                  "it moved away on the target"));
      return;
    }
    boolean ours = recorded.find(entry.path()).isPresent();
    remove.add(entry.path());
    put.add(entry);
    PlannedAction claim =
        claim(entry, Verb.REPLACE, Reason.CONTENT_DIFFERS, type(there))
            .evidence(List.of(Evidence.differs("type", type(there), type(asSeen(entry)))));
    claims.add(ours ? claim : claim.risk(Risk.CONTENT_LOST));
    change(entry);
  }

  /** What is below a folder and stays there, whatever becomes of the folder. */
  private Optional<String> staying(TreeEntry folder) {
    String below = folder.path() + "/";
    Set<String> managed = managed();
    return sight.seen().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(below))
        .filter(
            entry ->
                switch (policy.delete()) {
                      case NEVER -> true;
                      case MANAGED -> !managed.contains(entry.getKey());
                      case EXTRA -> false;
                    }
                    || policy
                        .leavesAlone()
                        .test(entry.getKey(), entry.getValue() instanceof Seen.Directory))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Set<String> managed() {
    Set<String> managed = new LinkedHashSet<>();
    recorded.entries().forEach(entry -> managed.add(entry.path()));
    sight.interrupted().ifPresent(tree -> tree.entries().forEach(e -> managed.add(e.path())));
    return managed;
  }

  private void unwanted() {
    if (policy.delete() == SyncResource.Delete.NEVER) {
      return;
    }
    Set<String> managed = managed();
    List<PlannedAction> removals = new ArrayList<>();
    for (String path : managed) {
      if (wanted.find(path).isEmpty()) {
        seen(path).ifPresent(there -> removeManaged(path, there, removals));
      }
    }
    boolean tooMany =
        removals.size() >= MANY
            || (removals.size() > 2 && removals.size() * 2 > recorded.entries().size());
    for (PlannedAction removal : removals) {
      claims.add(tooMany ? removal.risk(Risk.CONTENT_LOST) : removal);
    }
    if (policy.delete() == SyncResource.Delete.EXTRA) {
      removeExtra(managed);
    }
  }

  private void removeManaged(String path, Seen there, List<PlannedAction> removals) {
    if (policy.leavesAlone().test(path, there instanceof Seen.Directory)) {
      return;
    }
    Optional<TreeEntry> left = recorded.find(path);
    boolean touched =
        left.filter(entry -> !isUntouched(entry, sight)).isPresent() && !sight.isCutOff(path);
    noteDrift(path, touched, "it was changed on the target");
    remove.add(path);
    PlannedAction claim =
        PlannedAction.of(
            Address.of(placement, SyncResource.KIND, path),
            Verb.REMOVE,
            Reason.NOT_DECLARED,
            fingerprint(there),
            "");
    if (touched) {
      claim =
          claim
              .risk(Risk.CONTENT_LOST)
              .evidence(
                  List.of(Evidence.note("it was changed on the target after the last apply")));
    }
    removals.add(oldContent(there).map(claim::change).orElse(claim));
    if (!(there instanceof Seen.Directory)) {
      changed.add(path);
    }
  }

  private void removeExtra(Set<String> managed) {
    for (Map.Entry<String, Seen> entry : sight.seen().entrySet()) {
      String path = entry.getKey();
      boolean directory = entry.getValue() instanceof Seen.Directory;
      if (wanted.find(path).isPresent()
          || managed.contains(path)
          || path.equals(".env")
          || policy.leavesAlone().test(path, directory)) {
        continue;
      }
      remove.add(path);
      claims.add(
          PlannedAction.of(
                  Address.of(placement, SyncResource.KIND, path),
                  Verb.REMOVE,
                  Reason.NOT_DECLARED,
                  fingerprint(entry.getValue()),
                  "")
              .risk(Risk.CONTENT_LOST)
              .evidence(
                  List.of(Evidence.note("Clova did not put it there (`delete = \"extra\"`)"))));
      if (!directory) {
        changed.add(path);
      }
    }
  }

  private PlannedAction claim(TreeEntry entry, Verb verb, Reason reason, String seen) {
    return PlannedAction.of(
        Address.of(placement, SyncResource.KIND, entry.path()),
        verb,
        reason,
        seen,
        fingerprint(asSeen(entry)));
  }

  private void change(TreeEntry entry) {
    if (!(entry instanceof DirectoryEntry)) {
      changed.add(entry.path());
    }
  }

  private void noteDrift(String path, boolean drifted, String what) {
    if (drifted) {
      drift.add(
          new Drift(Address.of(placement, SyncResource.KIND, path), List.of(Evidence.note(what))));
    }
  }

  private static List<Evidence> attributes(int seen, int wanted, boolean owned) {
    List<Evidence> evidence = new ArrayList<>();
    if (seen != wanted) {
      evidence.add(Evidence.differs("mode", octal(seen), octal(wanted)));
    }
    if (!owned) {
      evidence.add(Evidence.note("its owner was changed on the target"));
    }
    return evidence;
  }

  private ContentChange content(Optional<ContentVersion> old, FileEntry file) {
    ContentVersion version =
        new ContentVersion(file.size(), file.digest().hex(), octal(file.mode()));
    Optional<byte[]> before =
        old.isEmpty()
            ? Optional.of(new byte[0])
            : Optional.ofNullable(sight.texts().get(file.path()))
                .filter(
                    text -> text.length == old.get().size() || Shown.isVeiled(file.path(), text));
    Optional<byte[]> after = source.content(file, TEXT_LIMIT);
    if (before.isEmpty() || after.isEmpty()) {
      return ContentChange.of(old, Optional.of(version));
    }
    return Shown.change(file.path(), old, Optional.of(version), before.get(), after.get());
  }

  private static Optional<ContentChange> oldContent(Seen there) {
    if (there instanceof Seen.File(int mode, long size, Optional<Digest> digest, boolean owned)) {
      return Optional.of(
          ContentChange.of(
              Optional.of(
                  new ContentVersion(size, digest.map(Digest::hex).orElse(""), octal(mode))),
              Optional.empty()));
    }
    return Optional.empty();
  }

  private static String fingerprint(Seen there) {
    return switch (there) {
      case Seen.File(int mode, long size, Optional<Digest> digest, boolean owned) ->
          digest.map(Digest::hex).orElse("unread " + size) + " " + octal(mode);
      case Seen.Directory(int mode) -> "directory " + octal(mode);
      case Seen.Link(Optional<String> target) -> "link " + target.orElse("");
      case Seen.Other(String type) -> type;
    };
  }

  private static String type(Seen there) {
    return switch (there) {
      case Seen.File file -> "file";
      case Seen.Directory directory -> "directory";
      case Seen.Link link -> "link";
      case Seen.Other(String type) -> Objects.requireNonNull(type);
    };
  }

  private static String octal(int mode) {
    return "%04o".formatted(mode);
  }
}
