package dev.clova.engine;

/**
 * What a plan is asked for.
 *
 * @param selection which part of the workspace
 * @param intent what is wanted of it
 * @param checksum read every file on the targets, also those that look unchanged
 * @param purge removing a placement takes its persistent paths with it
 * @param adopt take over services on the targets that another workspace's receipt claims
 */
public record PlanRequest(
    Selection selection, Intent intent, boolean checksum, boolean purge, boolean adopt) {

  /** What the definitions say, of everything. */
  public static final PlanRequest ALL =
      new PlanRequest(Selection.ALL, Intent.CONVERGE, false, false, false);

  /** What is wanted of the selected services. */
  public enum Intent {
    /** What the definitions say. */
    CONVERGE,
    /** That they are gone from the targets. */
    DESTROY,
    /** That they run; lifts a hold. */
    START,
    /** That they are stopped, and held so. */
    STOP,
    /** That they are restarted, whether an input changed or not. */
    RESTART
  }
}
