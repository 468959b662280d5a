package dev.clova.engine.kind;

import dev.clova.engine.kind.TreeSight.Seen;
import dev.clova.state.Address;
import dev.clova.state.Digest;
import dev.clova.state.Drift;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.Tree;
import dev.clova.state.TreeEntry;
import dev.clova.state.TreeEntry.DirectoryEntry;
import dev.clova.state.TreeEntry.FileEntry;
import dev.clova.state.TreeEntry.LinkEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All in a service's directory that is not as Clova left it, whatever the definition says today:
 * also what no plan would touch, such as a file that somebody added.
 */
public final class TreeDrift {

  /** Lies beside the files and is none of them. */
  private static final String ENV = ".env";

  private final Placement placement;
  private final SyncResource.LeavesAlone leavesAlone;
  private final List<Drift> drift = new ArrayList<>();

  private TreeDrift(Placement placement, SyncResource.LeavesAlone leavesAlone) {
    this.placement = placement;
    this.leavesAlone = leavesAlone;
  }

  /**
   * Compares.
   *
   * @param leavesAlone which paths are none of Clova's business
   */
  public static List<Drift> of(
      Placement placement, TreeSight sight, SyncResource.LeavesAlone leavesAlone) {
    TreeDrift comparison = new TreeDrift(placement, leavesAlone);
    if (!sight.asRecorded() && sight.recorded().isPresent()) {
      comparison.compare(sight.recorded().get(), sight);
    }
    return List.copyOf(comparison.drift);
  }

  private void compare(Tree recorded, TreeSight sight) {
    if (sight.presence() != TreeSight.Presence.DIRECTORY) {
      add("", "the whole directory is gone, or something else has its name");
      return;
    }
    for (TreeEntry entry : recorded.entries()) {
      if (sight.isCutOff(entry.path())) {
        continue;
      }
      Optional.ofNullable(sight.seen().get(entry.path()))
          .ifPresentOrElse(
              there -> change(entry, there), () -> add(entry.path(), "it was removed"));
    }
    for (Map.Entry<String, Seen> entry : sight.seen().entrySet()) {
      String path = entry.getKey();
      boolean directory = entry.getValue() instanceof Seen.Directory;
      if (recorded.find(path).isEmpty()
          && !path.equals(ENV)
          && !sight.isCutOff(path)
          && !leavesAlone.test(path, directory)) {
        add(path, "it is not Clova's: somebody put it there");
      }
    }
  }

  private void change(TreeEntry entry, Seen there) {
    switch (entry) {
      case FileEntry file -> {
        if (there instanceof Seen.File(int mode, long size, Optional<Digest> digest, boolean own)) {
          boolean sameContent =
              size == file.size() && digest.map(file.digest()::equals).orElse(size == file.size());
          differences(file.path(), sameContent, mode, file.mode(), own);
        } else {
          add(entry.path(), "it is no file any more");
        }
      }
      case DirectoryEntry directory -> {
        if (there instanceof Seen.Directory(int mode)) {
          differences(directory.path(), true, mode, directory.mode(), true);
        } else {
          add(entry.path(), "it is no directory any more");
        }
      }
      case LinkEntry link -> {
        boolean same =
            there instanceof Seen.Link(Optional<String> target)
                && target.map(link.linkTarget()::equals).orElse(true);
        if (!same) {
          add(entry.path(), "the link was changed");
        }
      }
    }
  }

  private void differences(String path, boolean sameContent, int seen, int left, boolean owned) {
    List<Evidence> evidence = new ArrayList<>();
    if (!sameContent) {
      evidence.add(Evidence.note("its content was changed"));
    }
    if (seen != left) {
      evidence.add(Evidence.differs("mode", "%04o".formatted(seen), "%04o".formatted(left)));
    }
    if (!owned) {
      evidence.add(Evidence.note("its owner was changed"));
    }
    if (!evidence.isEmpty()) {
      drift.add(new Drift(Address.of(placement, SyncResource.KIND, path), evidence));
    }
  }

  private void add(String path, String what) {
    drift.add(
        new Drift(Address.of(placement, SyncResource.KIND, path), List.of(Evidence.note(what))));
  }
}
