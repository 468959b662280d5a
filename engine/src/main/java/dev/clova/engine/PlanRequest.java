package dev.clova.engine;

import dev.clova.engine.planning.Intent;
import dev.clova.state.Risk;
import java.util.Set;

/**
 * What a plan is asked for.
 *
 * @param selection which part of the workspace
 * @param intent what is wanted of it
 * @param checksum read every file on the targets, also those that look unchanged
 * @param purge removing a placement takes its persistent paths with it
 * @param allowed risks that the person takes
 * @param adopt take over services on the targets that another workspace's receipt claims
 */
public record PlanRequest(
    Selection selection,
    Intent intent,
    boolean checksum,
    boolean purge,
    Set<Risk> allowed,
    boolean adopt) {

  /** What the definitions say, of everything. */
  public static final PlanRequest ALL =
      new PlanRequest(Selection.ALL, Intent.CONVERGE, false, false, Set.of(), false);
}
