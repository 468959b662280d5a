package dev.clova.engine.runtime;

import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.step.Action;
import dev.clova.state.Address;
import dev.clova.state.Placement;
import dev.clova.state.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What starting, stopping and restarting means, unit by unit: a changed file restarts services and
 * no timers, a changed unit restarts that unit alone.
 */
final class UnitMoves {

  /** systemd has time limits of its own; this one is for units that have none. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Address at;
  private final Placement placement;
  private final UnitsState state;
  private final UnitSet units;

  UnitMoves(Placement placement, UnitsState state, UnitSet units) {
    this.placement = placement;
    this.at = Address.of(placement, "run", "systemd");
    this.state = state;
    this.units = units;
  }

  /**
   * A decision with what it means here.
   *
   * @param decision as it was taken, or less
   * @param moves what carries it out
   */
  record Plan(Decision decision, RunFindings.Moves moves) {}

  /**
   * Works out which units a decision touches.
   *
   * @param asIfRunning what the changes would ask for if all units were up
   */
  Plan plan(Decision decision, Decision asIfRunning) {
    Set<String> changed = touched(asIfRunning);
    return switch (decision) {
      case Decision.Leave _, Decision.CannotTell _ -> new Plan(decision, stopping());
      case Decision.Stop _, Decision.Retire _ -> new Plan(decision, stopping());
      case Decision.Start start -> starting(start, asIfRunning, changed);
      case Decision.Restart restart -> restarting(restart, changed);
      case Decision.Refresh refresh -> new Plan(refresh, refreshing());
    };
  }

  /** All of them go down, those that others trigger as well. */
  RunFindings.Moves stopping() {
    return new RunFindings.Moves(
        at, List.of(), List.of(ending(units)), List.of(), List.of(), Verb.RESTART);
  }

  /** These go up. */
  static Action starting(List<String> units) {
    return run(
        "systemctl start " + String.join(" ", units),
        List.of(
            ShellText.of("clova_units start ").plus(ShellText.words(units)),
            ShellText.of("clova_units_settled ").plus(ShellText.words(units))));
  }

  /**
   * Files of earlier units are back: what there was not before goes for good, and the others begin
   * with the system as they did.
   *
   * @param now the units whose files have gone for them
   * @param earlier those whose files are back
   * @param runs whether they run, from the start
   */
  static Action again(UnitSet now, UnitSet earlier, boolean runs) {
    List<String> gone = new ArrayList<>(now.files().keySet());
    gone.removeAll(earlier.files().keySet());
    List<ShellText> calls = new ArrayList<>();
    if (!gone.isEmpty()) {
      calls.add(ShellText.of("clova_stop ").plus(ShellText.words(gone)));
      calls.add(ShellText.of("clova_undone ").plus(ShellText.words(gone)));
    }
    calls.add(ShellText.of("clova_reread"));
    if (!earlier.started().isEmpty()) {
      ShellText units = ShellText.words(earlier.started());
      calls.add(
          ShellText.of("clova_enabled ")
              .plus(ShellText.of(earlier.enable() ? "yes " : "no "))
              .plus(units));
      if (runs) {
        calls.add(ShellText.of("clova_units restart ").plus(units));
        calls.add(ShellText.of("clova_units_settled ").plus(units));
      }
    }
    String what = "systemctl restart " + String.join(" ", earlier.started());
    return run(runs ? what : "systemctl daemon-reload", calls);
  }

  /** These run no more. */
  static Action ending(UnitSet units) {
    List<String> all = List.copyOf(units.files().keySet());
    return run(
        "systemctl stop " + String.join(" ", all),
        List.of(ShellText.of("clova_stop ").plus(ShellText.words(all))));
  }

  /** Units that were not there before run no more, and are forgotten once their files are gone. */
  static Undoing undo(List<String> units) {
    ShellText words = ShellText.words(units);
    return units.isEmpty()
        ? new Undoing(List.of(), List.of())
        : new Undoing(
            List.of(
                run(
                    "systemctl disable --now " + String.join(" ", units),
                    List.of(
                        ShellText.of("clova_stop ").plus(words),
                        ShellText.of("clova_disable ").plus(words)))),
            List.of(
                run(
                    "systemctl daemon-reload",
                    List.of(
                        ShellText.of("clova_no_dropin ").plus(words),
                        ShellText.of("clova_reread")))));
  }

  private Plan starting(Decision.Start start, Decision asIfRunning, Set<String> changed) {
    if (asIfRunning instanceof Decision.Restart restart && !state.up(changed).isEmpty()) {
      return restarting(restart, changed);
    }
    return new Plan(start, moves(Set.of()));
  }

  private Plan restarting(Decision.Restart restart, Set<String> changed) {
    return switch (restart.reason()) {
      case INPUT_CHANGED -> {
        boolean named = !restart.because().isEmpty();
        Set<String> which = named ? changed : units.started();
        boolean nothing = which.isEmpty() && state.down(units.started()).isEmpty();
        yield new Plan(nothing ? new Decision.Leave() : restart, moves(which));
      }
      case UNHEALTHY -> new Plan(restart, moves(changed));
      case NOT_PRESENT,
          CONTENT_DIFFERS,
          ATTRIBUTES_DIFFER,
          IMAGE_CHANGED,
          SECRET_CHANGED,
          DEFINITION_CHANGED,
          DRIFTED,
          NOT_DECLARED,
          PLACEMENT_CHANGED,
          RENAMED,
          DEPENDENCY,
          REQUESTED,
          NOT_RUNNING ->
          new Plan(restart, moves(units.started()));
    };
  }

  private RunFindings.Moves refreshing() {
    List<String> able = new ArrayList<>();
    List<String> unable = new ArrayList<>();
    for (String unit : state.up(units.started())) {
      if (unit.endsWith(".service")) {
        (state.canReload(unit) ? able : unable).add(unit);
      }
    }
    List<ShellText> calls = new ArrayList<>();
    if (!able.isEmpty()) {
      calls.add(ShellText.of("clova_units reload ").plus(ShellText.words(able)));
    }
    if (!unable.isEmpty()) {
      calls.add(ShellText.of("clova_units restart ").plus(ShellText.words(unable)));
    }
    List<String> all = new ArrayList<>(able);
    all.addAll(unable);
    calls.add(ShellText.of("clova_units_settled ").plus(ShellText.words(all)));
    Action reload = run("systemctl reload-or-restart " + String.join(" ", all), calls);
    return new RunFindings.Moves(
        at,
        List.of(),
        List.of(),
        List.of(),
        all.isEmpty() ? List.of() : List.of(reload),
        unable.isEmpty() ? Verb.RELOAD : Verb.RESTART);
  }

  /** Restarts these and starts what is down beside them. */
  private RunFindings.Moves moves(Set<String> restarted) {
    Set<String> restart = new TreeSet<>(restarted);
    Set<String> start = new TreeSet<>(state.down(units.started()));
    start.removeAll(restart);
    Set<String> settle = new TreeSet<>(restart);
    settle.addAll(start);
    List<ShellText> calls = new ArrayList<>();
    if (state.needsReread(units.loadable())) {
      calls.add(ShellText.of("clova_reread"));
    }
    List<String> what = new ArrayList<>();
    if (!restart.isEmpty()) {
      calls.add(ShellText.of("clova_units restart ").plus(ShellText.words(restart)));
      what.add("systemctl restart " + String.join(" ", restart));
    }
    if (!start.isEmpty()) {
      calls.add(ShellText.of("clova_units start ").plus(ShellText.words(start)));
      what.add("systemctl start " + String.join(" ", start));
    }
    calls.add(ShellText.of("clova_units_settled ").plus(ShellText.words(settle)));
    List<Action> actions = List.of(run(String.join("; ", what), calls));
    return new RunFindings.Moves(at, actions, List.of(), actions, actions, Verb.RESTART);
  }

  /** The units whose inputs a restart names. */
  private Set<String> touched(Decision asIfRunning) {
    Set<String> touched = new TreeSet<>();
    if (!(asIfRunning instanceof Decision.Restart restart)) {
      return touched;
    }
    boolean files = restart.because().stream().anyMatch(input -> !input.kind().equals("unit"));
    Collection<String> candidates = new TreeSet<>(units.started());
    candidates.addAll(state.up(units.activated()));
    for (String unit : candidates) {
      boolean itself = restart.because().contains(UnitChanges.address(placement, unit));
      if (itself || (files && unit.endsWith(".service"))) {
        touched.add(unit);
      }
    }
    return touched;
  }

  private static Action run(String what, List<ShellText> calls) {
    List<ShellText> lines = new ArrayList<>(List.of(ScriptText.SYSTEMD_CHANGE));
    calls.forEach(call -> lines.add(call.plus(" || exit 1")));
    return new Action.Command(what, ShellText.lines(lines).toString(), LIMIT);
  }
}
