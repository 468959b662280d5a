package dev.clova.engine.runtime;

import dev.clova.engine.kind.Changes;
import dev.clova.engine.kind.Sight;
import dev.clova.state.Address;
import dev.clova.state.Reason;
import java.util.ArrayList;
import java.util.List;

/** What is to be done about a running service; the same rules for every runtime. */
sealed interface Decision {

  /** It is as it should be. */
  record Leave() implements Decision {}

  /** Start it. */
  record Start(Reason reason, String note) implements Decision {}

  /** Stop it, as declared. */
  record Stop() implements Decision {}

  /** Stop it, since it leaves the target. */
  record Retire() implements Decision {}

  /** Stop and start it. */
  record Restart(Reason reason, List<Address> because, String note) implements Decision {}

  /**
   * Let it read its files again, or run what its rules say, or both; because of nothing: somebody
   * asked.
   */
  record Refresh(boolean reload, List<String> commands, List<Address> because)
      implements Decision {}

  /** It could not be told how it is, and nothing else asks for a restart. */
  record CannotTell(String why, String needed) implements Decision {}

  /**
   * Decides.
   *
   * @param running whether the service is declared to run
   * @param state how it is now
   * @param defined whether its own definition (commands, units) is the one it was started with
   */
  static Decision of(
      boolean running,
      RunState state,
      Sight sight,
      Changes changes,
      OnChange onChange,
      boolean defined) {
    switch (sight.demand()) {
      case STOP -> {
        return asked(state);
      }
      case RESTART -> {
        return new Restart(Reason.REQUESTED, List.of(), "");
      }
      case RUN -> {
        return state instanceof RunState.Running ? new Leave() : new Start(Reason.REQUESTED, "");
      }
      case RELOAD -> {
        return reloaded(state);
      }
      case AS_DECLARED -> {
        if (!running) {
          return stopped(state);
        }
      }
    }
    if (changes.isFresh() || sight.recorded().isEmpty()) {
      return switch (state) {
        case RunState.Running() -> restartIfChanged(sight, changes, onChange, defined);
        case RunState.Unknown _ when sight.unfinished().isPresent() ->
            new Restart(Reason.NOT_PRESENT, List.of(), sight.unfinished().get());
        case RunState.Stopped _, RunState.Absent _, RunState.Unknown _ ->
            new Start(Reason.NOT_PRESENT, "");
        case RunState.Failed(String detail) -> new Restart(Reason.UNHEALTHY, List.of(), detail);
      };
    }
    return switch (state) {
      case RunState.Stopped _, RunState.Absent _ -> new Start(Reason.NOT_RUNNING, "");
      case RunState.Failed(String detail) -> new Restart(Reason.UNHEALTHY, List.of(), detail);
      case RunState.Running() -> restartIfChanged(sight, changes, onChange, defined);
      case RunState.Unknown(String why, String needed) ->
          switch (restartIfChanged(sight, changes, onChange, defined)) {
            case Leave() -> new CannotTell(why, needed);
            case Decision other -> other;
          };
    };
  }

  /** Somebody wants it stopped: what cannot be told is stopped to be sure. */
  private static Decision asked(RunState state) {
    return switch (state) {
      case RunState.Running _, RunState.Failed _, RunState.Unknown _ -> new Stop();
      case RunState.Stopped _, RunState.Absent _ -> new Leave();
    };
  }

  /** What does not run will read its files when it starts. */
  private static Decision reloaded(RunState state) {
    return switch (state) {
      case RunState.Running _, RunState.Unknown _ -> new Refresh(true, List.of(), List.of());
      case RunState.Stopped _, RunState.Absent _, RunState.Failed _ -> new Leave();
    };
  }

  private static Decision stopped(RunState state) {
    return switch (state) {
      case RunState.Running _, RunState.Failed _ -> new Stop();
      case RunState.Stopped _, RunState.Absent _ -> new Leave();
      case RunState.Unknown(String why, String needed) -> new CannotTell(why, needed);
    };
  }

  private static Decision restartIfChanged(
      Sight sight, Changes changes, OnChange onChange, boolean defined) {
    if (sight.unfinished().isPresent()) {
      return new Restart(Reason.INPUT_CHANGED, List.of(), sight.unfinished().get());
    }
    if (!defined) {
      return new Restart(Reason.DEFINITION_CHANGED, List.of(), "");
    }
    OnChange.Reactions reactions = onChange.to(changes.files());
    List<Address> restart = new ArrayList<>(changes.inputs());
    restart.addAll(reactions.restart());
    if (!restart.isEmpty()) {
      return new Restart(Reason.INPUT_CHANGED, restart, "");
    }
    if (!reactions.reload().isEmpty() || !reactions.commands().isEmpty()) {
      return new Refresh(!reactions.reload().isEmpty(), reactions.commands(), reactions.reload());
    }
    return new Leave();
  }
}
