package dev.clova.engine.planning;

import dev.clova.engine.kind.EnvResource;
import dev.clova.engine.kind.Resource;
import dev.clova.engine.kind.SyncResource;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.runtime.CommandRuntime;
import dev.clova.engine.runtime.ComposeRuntime;
import dev.clova.engine.runtime.SystemdRuntime;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.state.Address;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.List;

/**
 * A placement's resources as its receipt remembers them: enough to look at them, to stop and to
 * remove them after the definitions have forgotten them.
 */
public final class Recalled {

  private Recalled() {}

  /** In the order of the work; removing goes the other way round. */
  public static List<Resource> resources(PlacementRecord record, boolean purge) {
    List<Resource> resources = new ArrayList<>();
    resources.add(SyncResource.recalled(record, purge));
    resources.addAll(EnvResource.recalled(record));
    switch (record.runtime().name()) {
      case "compose" -> resources.add(ComposeRuntime.recalled(record, purge));
      case "command" -> resources.add(CommandRuntime.recalled(record));
      case "systemd" -> resources.add(SystemdRuntime.recalled(record));
      default -> {}
    }
    return resources;
  }

  /** The last word on a placement of which nothing else is left. */
  static Step forget(Placement placement) {
    return Step.of(
        PlannedAction.of(Address.of(placement), Verb.FORGET, Reason.NOT_DECLARED, "", ""),
        new Action.Script(ShellText.of(":")));
  }

  /** A change of the record alone. */
  static Step note(Placement placement, String what) {
    return Step.of(
        PlannedAction.of(Address.of(placement), Verb.UPDATE, Reason.REQUESTED, "", what)
            .evidence(List.of(Evidence.note(what))),
        new Action.Script(ShellText.of(":")));
  }
}
