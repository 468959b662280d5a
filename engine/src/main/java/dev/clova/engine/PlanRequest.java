package dev.clova.engine;

import dev.clova.engine.planning.HoldTerms;
import dev.clova.engine.planning.Intent;
import dev.clova.state.Plan;
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
 * @param hold what is said of the hold that stopping leaves
 * @param refresh whether the targets are looked at; else only what is recorded is compared, and the
 *     plan cannot be applied
 * @param back how many versions to go back, for {@link Intent#ROLL_BACK}
 */
public record PlanRequest(
    Selection selection,
    Intent intent,
    boolean checksum,
    boolean purge,
    Set<Risk> allowed,
    boolean adopt,
    HoldTerms hold,
    boolean refresh,
    int back) {

  /** A request that says nothing of holds. */
  public PlanRequest(
      Selection selection,
      Intent intent,
      boolean checksum,
      boolean purge,
      Set<Risk> allowed,
      boolean adopt) {
    this(selection, intent, checksum, purge, allowed, adopt, HoldTerms.NONE, true, 1);
  }

  /** The same without a look at any target. */
  public PlanRequest withoutLook() {
    return new PlanRequest(selection, intent, checksum, purge, allowed, adopt, hold, false, back);
  }

  /** What the definitions say, of a part. */
  public static PlanRequest of(Selection selection) {
    return new PlanRequest(selection, Intent.CONVERGE, false, false, Set.of(), false);
  }

  /** The same, with something to say of holds. */
  public PlanRequest withHold(HoldTerms terms) {
    return new PlanRequest(
        selection, intent, checksum, purge, allowed, adopt, terms, refresh, back);
  }

  /** The same, so many versions back. */
  public PlanRequest back(int versions) {
    return new PlanRequest(
        selection, intent, checksum, purge, allowed, adopt, hold, refresh, versions);
  }

  /** What the definitions say, of everything. */
  public static final PlanRequest ALL =
      new PlanRequest(Selection.ALL, Intent.CONVERGE, false, false, Set.of(), false);

  /** The same about what a saved plan is about, unless a part of the workspace is named. */
  public PlanRequest about(Plan saved) {
    return selection.isAll()
        ? new PlanRequest(
            Selection.parse(saved.scope()),
            intent,
            checksum,
            purge,
            allowed,
            adopt,
            hold,
            refresh,
            back)
        : this;
  }
}
