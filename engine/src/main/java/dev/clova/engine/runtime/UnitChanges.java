package dev.clova.engine.runtime;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.clova.engine.kind.Sight;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.runtime.SystemdAnswer.Installed;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Content;
import dev.clova.engine.step.Step;
import dev.clova.engine.tree.TextDiff;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.ContentChange;
import dev.clova.state.ContentVersion;
import dev.clova.state.Drift;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.TreeEntry.FileEntry;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Compares the unit files that are installed with those that are wanted, one by one. */
final class UnitChanges {

  /** Where unit files of an administrator belong. */
  static final String FOLDER = "/etc/systemd/system";

  private static final String MODE = "-rw-r--r--";

  private final Placement placement;
  private final UnitSet wanted;
  private final SystemdAnswer seen;
  private final Sight sight;

  private final List<PlannedAction> claims = new ArrayList<>();
  private final List<Drift> drift = new ArrayList<>();
  private final List<Action> puts = new ArrayList<>();
  private final List<String> folders = new ArrayList<>();
  private final List<Action> dropIns = new ArrayList<>();
  private final List<String> enable = new ArrayList<>();
  private final List<String> disable = new ArrayList<>();
  private final SortedSet<String> changed = new TreeSet<>();
  private Attributes recorded = Attributes.none();
  private int unchanged;

  private UnitChanges(Placement placement, UnitSet wanted, SystemdAnswer seen, Sight sight) {
    this.placement = placement;
    this.wanted = wanted;
    this.seen = seen;
    this.sight = sight;
  }

  static UnitChanges of(Placement placement, UnitSet wanted, SystemdAnswer seen, Sight sight) {
    UnitChanges changes = new UnitChanges(placement, wanted, seen, sight);
    wanted.files().values().forEach(changes::compare);
    return changes;
  }

  /** Units whose file, or what Clova adds to it, is about to change. */
  SortedSet<String> changed() {
    return changed;
  }

  List<Drift> drift() {
    return drift;
  }

  int unchanged() {
    return unchanged;
  }

  /** What the receipt is to remember: digests by unit. */
  Attributes recorded() {
    return recorded;
  }

  /** Everything about the files in one step: systemd reads them together, too. */
  List<Step> steps() {
    if (claims.isEmpty()) {
      return List.of();
    }
    List<Action> actions = new ArrayList<>(puts);
    if (!folders.isEmpty()) {
      actions.add(script("clova_dropin ", folders));
    }
    actions.addAll(dropIns);
    List<ShellText> settle = new ArrayList<>(List.of(ScriptText.SYSTEMD_CHANGE));
    settle.add(ShellText.of("clova_reread || return 1"));
    if (!enable.isEmpty()) {
      settle.add(
          ShellText.of("LC_ALL=C systemctl -q reenable -- ")
              .plus(ShellText.words(enable))
              .plus(" </dev/null 2>&1 || return 1"));
    }
    if (!disable.isEmpty()) {
      settle.add(ShellText.of("clova_disable ").plus(ShellText.words(disable)));
    }
    actions.add(new Action.Script(ShellText.lines(settle)));
    return List.of(new Step(claims, actions));
  }

  static Address address(Placement placement, String unit) {
    return Address.of(placement, "unit", unit);
  }

  /** One of the functions for changing units, with its words. */
  static Action script(@CompileTimeConstant String call, List<String> words) {
    return new Action.Script(
        ShellText.lines(
            ScriptText.SYSTEMD_CHANGE, ShellText.of(call).plus(ShellText.words(words))));
  }

  private void compare(UnitFile unit) {
    DropIn dropIn = DropIn.of(unit, sight.directory(), wanted.hasEnv());
    boolean sameContent = isThere("./" + unit.name(), unit.content());
    boolean sameMode = hasMode("./" + unit.name());
    boolean sameDropIn =
        dropIn.content().isPresent()
            ? isThere(dropIn.path(), dropIn.content().get()) && hasMode(dropIn.path())
            : seen.file(dropIn.path()) instanceof Installed.None;
    boolean enabled = enabling(unit, sameContent);
    recorded = recorded.with("unit:" + unit.name(), unit.content().digest().hex());
    if (sameContent && sameMode && sameDropIn && enabled) {
      unchanged++;
      return;
    }
    List<Evidence> evidence = new ArrayList<>();
    if (!sameContent || !sameMode) {
      puts.add(new Action.PutFile(Optional.of(FOLDER), unit.name(), "0644", unit.content()));
      mode(unit, sameMode).ifPresent(evidence::add);
    }
    if (!sameDropIn) {
      put(dropIn);
      evidence.add(Evidence.note(dropIn.describe()));
    }
    if (!enabled) {
      evidence.add(starting(unit));
    }
    if (!sameContent || !sameDropIn) {
      changed.add(unit.name());
    }
    claims.add(claim(unit, dropIn, sameContent, evidence));
  }

  private boolean isThere(String path, Content content) {
    return seen.file(path) instanceof Installed.File file && file.digest().equals(content.digest());
  }

  private boolean hasMode(String path) {
    return seen.file(path) instanceof Installed.File file && file.mode().startsWith(MODE);
  }

  private Optional<Evidence> mode(UnitFile unit, boolean same) {
    return seen.file("./" + unit.name()) instanceof Installed.File file && !same
        ? Optional.of(Evidence.differs("mode", file.mode(), MODE))
        : Optional.empty();
  }

  private void put(DropIn dropIn) {
    Optional<String> folder = Optional.of(FOLDER + "/" + dropIn.folder());
    if (dropIn.content().isPresent()) {
      folders.add(dropIn.unit());
      dropIns.add(new Action.PutFile(folder, DropIn.NAME, "0644", dropIn.content().get()));
    } else {
      dropIns.add(new Action.RemoveFile(folder, DropIn.NAME));
    }
  }

  private Evidence starting(UnitFile unit) {
    return Evidence.differs(
        "starts with the system",
        fileState(unit).startsWith("enabled") ? "yes" : "no",
        wanted.enable() ? "yes" : "no");
  }

  private PlannedAction claim(
      UnitFile unit, DropIn dropIn, boolean sameContent, List<Evidence> evidence) {
    Address at = address(placement, unit.name());
    String digest = unit.content().digest().hex();
    Installed there = seen.file("./" + unit.name());
    Optional<Installed.File> old =
        there instanceof Installed.File file ? Optional.of(file) : Optional.empty();
    Optional<String> left = sight.remembered().get("unit:" + unit.name());
    String now = old.map(file -> file.digest().hex()).orElse("");
    boolean drifted =
        left.isPresent() && !left.get().equals(now) && !isCutOff(sight, unit.name(), now);
    if (drifted) {
      String what = old.isPresent() ? "changed" : "removed";
      drift.add(new Drift(at, List.of(Evidence.note("it was " + what + " on the target"))));
    }
    Reason reason =
        drifted && left.get().equals(digest)
            ? Reason.DRIFTED
            : old.isEmpty()
                ? Reason.NOT_PRESENT
                : sameContent ? Reason.ATTRIBUTES_DIFFER : Reason.CONTENT_DIFFERS;
    PlannedAction claim =
        PlannedAction.of(
                at,
                old.isPresent() ? Verb.UPDATE : Verb.CREATE,
                reason,
                old.isPresent() ? seen(unit, dropIn) : "",
                wanted(unit, dropIn))
            .evidence(evidence);
    return sameContent ? claim : claim.change(content(unit, old));
  }

  private static ContentChange content(UnitFile unit, Optional<Installed.File> old) {
    Content content = unit.content();
    Optional<ContentVersion> after =
        Optional.of(new ContentVersion(content.length(), content.digest().hex(), "0644"));
    if (old.isEmpty()) {
      return TextDiff.between(Optional.empty(), after, new byte[0], UnitFile.bytes(content));
    }
    Optional<ContentVersion> before =
        Optional.of(new ContentVersion(old.get().size(), old.get().digest().hex(), ""));
    return old.get()
        .content()
        .map(bytes -> TextDiff.between(before, after, bytes, UnitFile.bytes(content)))
        .orElseGet(() -> ContentChange.of(before, after));
  }

  private String seen(UnitFile unit, DropIn dropIn) {
    return describe(seen.file("./" + unit.name()))
        + " "
        + describe(seen.file(dropIn.path()))
        + " "
        + fileState(unit);
  }

  private String wanted(UnitFile unit, DropIn dropIn) {
    boolean starts = wanted.enable() && wanted.started().contains(unit.name());
    return unit.content().digest().hex()
        + " "
        + dropIn.content().map(content -> content.digest().hex()).orElse("-")
        + (starts ? " enabled" : "");
  }

  private static String describe(Installed installed) {
    return switch (installed) {
      case Installed.None() -> "-";
      case Installed.Odd() -> "odd";
      case Installed.File file -> file.digest().hex() + file.mode();
    };
  }

  /** An apply that was cut off may have put the file without a receipt to say so. */
  static boolean isCutOff(Sight sight, String unit, String digest) {
    return sight
        .tree()
        .interrupted()
        .flatMap(tree -> tree.find(unit))
        .filter(entry -> entry instanceof FileEntry file && file.digest().hex().equals(digest))
        .isPresent();
  }

  private String fileState(UnitFile unit) {
    return seen.unit(unit.name()).map(known -> known.get("UnitFileState")).orElse("");
  }

  /** Whether it starts with the system as it should; if not, that is put on the list. */
  private boolean enabling(UnitFile unit, boolean sameContent) {
    if (!wanted.started().contains(unit.name())) {
      return true;
    }
    String now = fileState(unit);
    if (!wanted.enable()) {
      if (now.startsWith("enabled")) {
        disable.add(unit.name());
      }
      return !now.startsWith("enabled");
    }
    boolean isOff = unit.isInstallable() && (now.isEmpty() || now.equals("disabled"));
    boolean mayInstallOtherwise =
        !sameContent && (unit.isInstallable() || now.startsWith("enabled"));
    if (isOff || mayInstallOtherwise) {
      enable.add(unit.name());
    }
    return !isOff;
  }
}
