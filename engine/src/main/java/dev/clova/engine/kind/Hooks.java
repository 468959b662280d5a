package dev.clova.engine.kind;

import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.state.Address;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Commands of a service around its changes, run on the target in the service's directory. They run
 * only where something changes, and never during a plan.
 *
 * @param beforeApply before its files change; not at the first deploy, which has no directory yet
 * @param afterApply once it runs and is healthy
 * @param beforeStop before it is stopped or restarted
 * @param environment whether a {@code .env} is to be in their environment
 */
public record Hooks(
    Optional<String> beforeApply,
    Optional<String> afterApply,
    Optional<String> beforeStop,
    boolean environment) {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** A hook as a step of its own. */
  public Step step(Placement placement, String hook, String command) {
    PlannedAction claim =
        PlannedAction.of(
                Address.of(placement, "hook", hook), Verb.RUN, Reason.DEPENDENCY, "", command)
            .evidence(List.of(Evidence.note("runs `" + command + "`")));
    return Step.of(claim, action(hook, command));
  }

  private Action action(String hook, String command) {
    return new Action.Command(
        hook + ": " + command, environment ? EnvFile.exported(command) : command, LIMIT);
  }
}
