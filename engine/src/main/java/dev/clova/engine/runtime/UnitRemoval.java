package dev.clova.engine.runtime;

import dev.clova.engine.kind.Sight;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.runtime.SystemdAnswer.Installed;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.state.Effect;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Risk;
import dev.clova.state.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes units away that Clova installed: disabled, their files and what was added to them gone. */
final class UnitRemoval {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private UnitRemoval() {}

  /** Of units that may be up: they are stopped first. */
  static Step ofRunning(Placement placement, List<String> names, SystemdAnswer seen, Sight sight) {
    ShellText stop =
        ShellText.lines(
            ScriptText.SYSTEMD_CHANGE, ShellText.of("clova_stop ").plus(ShellText.words(names)));
    Action stopping =
        new Action.Command("systemctl stop " + String.join(" ", names), stop.toString(), LIMIT);
    return step(placement, names, List.of(stopping), Effect.DOWNTIME, seen, sight);
  }

  /** Of units that another step has stopped. */
  static Step ofStopped(Placement placement, List<String> names, SystemdAnswer seen, Sight sight) {
    return step(placement, names, List.of(), Effect.NONE, seen, sight);
  }

  private static Step step(
      Placement placement,
      List<String> names,
      List<Action> stopping,
      Effect effect,
      SystemdAnswer seen,
      Sight sight) {
    List<Action> actions = new ArrayList<>(stopping);
    actions.add(UnitChanges.script("clova_disable ", names));
    List<PlannedAction> claims = new ArrayList<>();
    for (String name : names) {
      claims.add(claim(placement, name, seen.file("./" + name), sight).effect(effect));
      String dropIns = UnitChanges.FOLDER + "/" + name + ".d";
      actions.add(new Action.RemoveFile(Optional.of(UnitChanges.FOLDER), name));
      actions.add(new Action.RemoveFile(Optional.of(dropIns), DropIn.NAME));
    }
    actions.add(UnitChanges.script("clova_reread && clova_no_dropin ", names));
    return new Step(claims, actions);
  }

  private static PlannedAction claim(
      Placement placement, String name, Installed there, Sight sight) {
    Optional<String> left = sight.remembered().get("unit:" + name);
    String now = there instanceof Installed.File file ? file.digest().hex() : "";
    PlannedAction claim =
        PlannedAction.of(
            UnitChanges.address(placement, name), Verb.REMOVE, Reason.NOT_DECLARED, now, "");
    boolean touched = !now.isEmpty() && left.isPresent() && !left.get().equals(now);
    return touched
        ? claim
            .risk(Risk.CONTENT_LOST)
            .evidence(List.of(Evidence.note("it was changed on the target after the last apply")))
        : claim;
  }
}
