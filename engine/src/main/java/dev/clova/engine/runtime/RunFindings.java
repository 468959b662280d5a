package dev.clova.engine.runtime;

import dev.clova.engine.kind.Finding;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.CannotTell;
import dev.clova.state.Effect;
import dev.clova.state.Evidence;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A decision about a running service as planned actions with what carries them out. */
final class RunFindings {

  private static final Duration REACTION_LIMIT = Duration.ofMinutes(10);

  private RunFindings() {}

  /**
   * What a runtime does to start, stop and refresh its service.
   *
   * @param at the address of the run in plans
   * @param start brings it up
   * @param stop brings it down; may be empty
   * @param restart both
   * @param reload lets it read its files again; a restart if it cannot
   */
  record Moves(
      Address at,
      List<Action> start,
      List<Action> stop,
      List<Action> restart,
      List<Action> reload,
      Verb reloadVerb) {}

  static Finding of(Moves moves, Decision decision, String wanted, Attributes recorded) {
    return switch (decision) {
      case Decision.Leave() -> Finding.same(recorded);
      case Decision.Start(Reason reason, String note) ->
          one(claim(moves, Verb.START, reason, wanted, note), moves.start(), recorded);
      case Decision.Stop() ->
          one(
              claim(moves, Verb.STOP, Reason.REQUESTED, "stopped", "").effect(Effect.DOWNTIME),
              moves.stop(),
              recorded);
      case Decision.Retire() ->
          one(
              claim(moves, Verb.STOP, Reason.NOT_DECLARED, "", "").effect(Effect.DOWNTIME),
              moves.stop(),
              recorded);
      case Decision.Restart(Reason reason, List<Address> because, String note) ->
          one(
              claim(moves, Verb.RESTART, reason, wanted, note)
                  .because(because)
                  .effect(Effect.RESTART),
              moves.restart(),
              recorded);
      case Decision.Refresh refresh -> refresh(moves, refresh, wanted, recorded);
      case Decision.CannotTell(String why, String needed) ->
          new Finding(
              List.of(), List.of(new CannotTell(moves.at(), why, needed)), List.of(), 0, recorded);
    };
  }

  private static Finding refresh(
      Moves moves, Decision.Refresh refresh, String wanted, Attributes recorded) {
    List<Step> steps = new ArrayList<>();
    Reason reason = refresh.because().isEmpty() ? Reason.REQUESTED : Reason.INPUT_CHANGED;
    if (refresh.reload()) {
      Effect effect = moves.reloadVerb() == Verb.RELOAD ? Effect.RELOAD : Effect.RESTART;
      steps.add(
          new Step(
              List.of(
                  claim(moves, moves.reloadVerb(), reason, wanted, "")
                      .because(refresh.because())
                      .effect(effect)),
              moves.reload()));
    }
    if (!refresh.commands().isEmpty()) {
      List<Action> runs = new ArrayList<>();
      for (String command : refresh.commands()) {
        runs.add(new Action.Command(command, command, REACTION_LIMIT));
      }
      steps.add(
          new Step(
              List.of(
                  claim(moves, Verb.RUN, Reason.INPUT_CHANGED, wanted, "")
                      .because(refresh.because())
                      .evidence(
                          refresh.commands().stream()
                              .map(c -> Evidence.note("run: " + c))
                              .toList())),
              runs));
    }
    return Finding.steps(steps, recorded);
  }

  private static Finding one(PlannedAction claim, List<Action> actions, Attributes recorded) {
    return Finding.steps(List.of(new Step(List.of(claim), actions)), recorded);
  }

  private static PlannedAction claim(
      Moves moves, Verb verb, Reason reason, String wanted, String note) {
    PlannedAction claim = PlannedAction.of(moves.at(), verb, reason, "", wanted);
    return note.isEmpty() ? claim : claim.evidence(List.of(Evidence.note(note)));
  }
}
