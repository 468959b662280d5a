package dev.clova.engine.runtime;

import dev.clova.engine.kind.Changes;
import dev.clova.engine.kind.Finding;
import dev.clova.engine.kind.Sight;
import dev.clova.engine.remote.Question;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Content;
import dev.clova.engine.step.Step;
import dev.clova.state.Attributes;
import dev.clova.state.CannotTell;
import dev.clova.state.Digest;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A service that runs as units of the system's systemd.
 *
 * <pre>{@code
 * [systemd]
 * units  = ["blog.service", "blog.timer"]   # default: every unit file in the directory
 * enable = true
 * }</pre>
 *
 * <p>Each unit file is copied to {@code /etc/systemd/system}: plans {@code create} or {@code update
 * blog@vps:unit/blog.service}, and {@code remove} for one that is no longer listed. Then {@code
 * start}, {@code restart}, {@code reload} or {@code stop blog@vps:run/systemd}. A unit that a
 * listed timer, socket or path triggers is installed and neither enabled nor started; a template is
 * installed. A unit of the same name that Clova did not put there is left alone and told.
 */
public final class SystemdRuntime implements RuntimeResource {

  private static final String NAME = "run/systemd";

  private final Placement placement;
  private final boolean running;
  private final UnitSet units;
  private final OnChange onChange;
  private final Set<String> leaving;

  private SystemdRuntime(
      Placement placement,
      boolean running,
      UnitSet units,
      OnChange onChange,
      Collection<String> leaving) {
    this.placement = placement;
    this.running = running;
    this.units = units;
    this.onChange = onChange;
    this.leaving = Set.copyOf(leaving);
  }

  /**
   * The runtime as it is declared.
   *
   * @param units the unit files' contents as the target is to have them, by name
   * @param enable whether they start with the system
   * @param hasEnv whether the service has an env that is written to {@code .env}
   */
  public static SystemdRuntime of(
      Placement placement,
      boolean running,
      Map<String, Content> units,
      boolean enable,
      boolean hasEnv,
      OnChange onChange) {
    UnitSet set = UnitSet.of(units, enable, hasEnv);
    return new SystemdRuntime(placement, running, set, onChange, Set.of());
  }

  /** The runtime as a receipt remembers it, for a placement that is no longer declared. */
  public static SystemdRuntime recalled(PlacementRecord record) {
    return new SystemdRuntime(
        record.placement(),
        true,
        UnitSet.recalled(record.runtime().attributes()),
        new OnChange(List.of()),
        Set.of());
  }

  /** Units that both have are gone before the new ones come. */
  @Override
  public SystemdRuntime after(PlacementRecord left) {
    boolean hadUnits = left.runtime().name().equals("systemd");
    return new SystemdRuntime(
        placement,
        running,
        units,
        onChange,
        hadUnits ? UnitSet.words(left.runtime().attributes(), "units") : List.of());
  }

  /** Whether systemd would take this name for a unit's. */
  public static boolean isUnitName(String name) {
    return UnitFile.isName(name);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Attributes attributes() {
    return units.attributes();
  }

  @Override
  public List<Question> look(Optional<PlacementRecord> known) {
    List<Question> questions = new ArrayList<>();
    questions.add(Question.preparing(ScriptText.SYSTEMD_LOOK));
    questions.add(new Question(ShellText.of("clova_systemd || exit 0"), List.of("systemd")));
    if (!units.loadable().isEmpty()) {
      questions.add(Question.of("show", units.loadable()));
    }
    for (UnitFile unit : units.files().values()) {
      String wanted = unit.content().length() == 0 ? "" : unit.content().digest().hex();
      questions.add(Question.of("installed", List.of(".", unit.name(), wanted)));
      questions.add(Question.of("installed", List.of(unit.name() + ".d", DropIn.NAME, "")));
    }
    return questions;
  }

  @Override
  public Finding judge(Sight sight, Changes changes) {
    SystemdAnswer seen = read(sight);
    Optional<CannotTell> obstacle = Obstacles.of(placement, units, seen, sight);
    if (obstacle.isPresent()) {
      return Finding.blocked(obstacle.get());
    }
    boolean asDeclared = sight.demand() == Sight.Demand.AS_DECLARED;
    UnitChanges files = UnitChanges.of(placement, asDeclared ? units : UnitSet.NONE, seen, sight);
    files.changed().forEach(unit -> changes.input(UnitChanges.address(placement, unit)));
    List<Step> steps = new ArrayList<>();
    List<String> gone = asDeclared ? gone(sight) : List.of();
    if (!gone.isEmpty()) {
      steps.add(UnitRemoval.ofRunning(placement, gone, seen, sight));
    }
    steps.addAll(files.steps());
    Finding run = run(sight, changes, seen);
    steps.addAll(run.steps());
    return new Finding(
        steps,
        run.cannotTell(),
        files.drift(),
        files.unchanged() + run.unchanged(),
        files.recorded());
  }

  @Override
  public Finding retire(Sight sight) {
    SystemdAnswer seen = read(sight);
    Optional<CannotTell> obstacle = Obstacles.ofSystem(placement, seen);
    if (obstacle.isPresent() && seen.wasAsked()) {
      return Finding.blocked(obstacle.get());
    }
    List<String> names = new ArrayList<>(units.files().keySet());
    names.addAll(gone(sight));
    if (names.isEmpty()) {
      return Finding.none();
    }
    UnitMoves moves = new UnitMoves(placement, new UnitsState(seen), units);
    List<Step> steps = new ArrayList<>();
    if (mayBeUp(seen)) {
      steps.addAll(
          RunFindings.of(moves.stopping(), new Decision.Retire(), "", Attributes.none()).steps());
    }
    steps.add(UnitRemoval.ofStopped(placement, names, seen, sight));
    return Finding.steps(steps, Attributes.none());
  }

  @Override
  public List<Question> use() {
    List<String> names = units.loadable();
    return names.isEmpty()
        ? List.of()
        : List.of(Question.preparing(ScriptText.USE), Question.of("used_units", names));
  }

  /** Without their files no timer, socket, other unit or restart of the host begins them. */
  @Override
  public Optional<Leaving> leave(Sight sight) {
    SystemdAnswer seen = read(sight);
    List<String> names = List.copyOf(units.files().keySet());
    List<Action> stop = new ArrayList<>();
    if (mayBeUp(seen)) {
      stop.addAll(new UnitMoves(placement, new UnitsState(seen), units).stopping().stop());
    }
    stop.add(UnitChanges.script("clova_fence ", names));
    List<Action> back = new ArrayList<>(List.of(UnitChanges.script("clova_units_unfence ", names)));
    if (!units.started().isEmpty()) {
      back.add(UnitMoves.starting(List.copyOf(units.started())));
    }
    return Optional.of(new Leaving(stop, back));
  }

  @Override
  public List<Action> again(Sight sight, PlacementRecord before) {
    return List.of(UnitMoves.again(units, UnitSet.recalled(before.runtime().attributes()), true));
  }

  /** Units of before keep beginning with the system, as they did when they were stopped. */
  @Override
  public Undoing down(PlacementRecord before) {
    UnitSet earlier = UnitSet.recalled(before.runtime().attributes());
    return new Undoing(
        List.of(UnitMoves.ending(units)), List.of(UnitMoves.again(units, earlier, false)));
  }

  @Override
  public Undoing undo() {
    return UnitMoves.undo(List.copyOf(units.files().keySet()));
  }

  private boolean mayBeUp(SystemdAnswer seen) {
    boolean hasTemplate = units.loadable().size() < units.files().size();
    return switch (new UnitsState(seen).atAll(units.loadable())) {
      case RunState.Running _, RunState.Failed _, RunState.Unknown _ -> true;
      case RunState.Stopped _, RunState.Absent _ -> hasTemplate;
    };
  }

  @Override
  public RunStatus status(Sight sight) {
    SystemdAnswer seen = read(sight);
    Optional<CannotTell> obstacle = Obstacles.ofSystem(placement, seen);
    if (obstacle.isPresent()) {
      return new RunStatus(
          new RunState.Unknown(obstacle.get().why(), obstacle.get().needed()),
          Optional.empty(),
          "");
    }
    UnitsState state = new UnitsState(seen);
    return new RunStatus(
        state.of(units.started()), state.since(units.started()), state.detail(units.loadable()));
  }

  private SystemdAnswer read(Sight sight) {
    return SystemdAnswer.read(sight.answer(), units.loadable()).without(leaving);
  }

  /** Units that the receipt remembers and that are listed no more. */
  private List<String> gone(Sight sight) {
    List<String> gone = new ArrayList<>();
    sight
        .recorded()
        .filter(record -> record.runtime().name().equals("systemd"))
        .ifPresent(record -> gone.addAll(UnitSet.words(record.runtime().attributes(), "units")));
    gone.removeAll(units.files().keySet());
    return gone;
  }

  private Finding run(Sight sight, Changes changes, SystemdAnswer seen) {
    if (units.started().isEmpty()) {
      return Finding.none();
    }
    UnitsState state = new UnitsState(seen);
    boolean stops = !running && sight.demand() == Sight.Demand.AS_DECLARED;
    boolean isToStop = stops || sight.demand() == Sight.Demand.STOP;
    OnChange files = onChange.without(units.files().keySet());
    Decision decision =
        Decision.of(
            running,
            isToStop ? state.atAll(units.loadable()) : state.of(units.started()),
            sight,
            changes,
            files,
            true);
    Decision asIfRunning =
        Decision.of(running, new RunState.Running(), sight, changes, files, true);
    UnitMoves moves = new UnitMoves(placement, state, units);
    UnitMoves.Plan plan = moves.plan(decision, asIfRunning);
    return RunFindings.of(plan.moves(), plan.decision(), wanted().hex(), attributes());
  }

  private Digest wanted() {
    Attributes all = attributes();
    for (UnitFile unit : units.files().values()) {
      all = all.with("unit:" + unit.name(), unit.content().digest().hex());
    }
    return all.digest();
  }
}
