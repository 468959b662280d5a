package dev.clova.engine.planning;

import dev.clova.engine.desired.DesiredPlacement;
import dev.clova.engine.remote.Prune;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.runtime.Leaving;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Carry;
import dev.clova.engine.step.Step;
import dev.clova.engine.step.Work;
import dev.clova.state.Address;
import dev.clova.state.Away;
import dev.clova.state.Effect;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Reason;
import dev.clova.state.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** A placement's change when its service, with its data, comes from another target. */
final class Relocation {

  /** What comes to a directory before anything begins in it. */
  private static final Set<String> FILES = Set.of("sync", "env", "hook");

  private final PlacementGround from;
  private final PlacementRecord record;
  private final PlacementChange to;
  private final DesiredPlacement wanted;
  private final Instant since;

  /**
   * @param from where it is
   * @param record what its receipt there says
   * @param to what the new place needs, apart from the data
   * @param since when it leaves; see {@link Moves#since}
   */
  Relocation(
      PlacementGround from,
      PlacementRecord record,
      PlacementChange to,
      DesiredPlacement wanted,
      Instant since) {
    this.from = from;
    this.record = record;
    this.to = to;
    this.wanted = wanted;
    this.since = since;
  }

  /** The whole change; nothing at all if something stands in its way. */
  PlacementChange change() {
    List<Problem> blockers = new ArrayList<>(to.blockers());
    List<String> paths = Prune.paths("", record.runtime().persist());
    if (paths.size() < record.runtime().persist().size()) {
      blockers.add(
          refused(
              "`%s` cannot move: of its persistent paths %s, some are patterns.",
              String.join(", ", record.runtime().persist()), "Name them as whole paths."));
    }
    if (record.hold().isPresent()) {
      blockers.add(
          refused(
              "`%s` cannot move: it is held, by %s.",
              record.hold().get().who(), "Lift the hold with `clova start`, then move it."));
    }
    Optional<Leaving> leaving = from.leaving();
    if (leaving.isEmpty()) {
      blockers.add(
          refused(
              "`%s` cannot move: what runs by `%s` cannot be carried yet.",
              record.runtime().name(), "Stop it, copy its data by hand, and deploy it there."));
    }
    boolean isUnknown = to.steps().isEmpty() && !to.cannotTell().isEmpty();
    if (isUnknown || leaving.isEmpty() || !blockers.isEmpty()) {
      return to.with(List.of(), blockers, to.record(), Optional.empty());
    }
    return moving(paths, blockers, leaving.get());
  }

  private Problem refused(String what, String detail, String hint) {
    return Problem.of(ProblemCode.REFUSED, what.formatted(record.placement(), detail), hint);
  }

  private PlacementChange moving(List<String> paths, List<Problem> blockers, Leaving leaving) {
    int begin = 0;
    while (begin < to.steps().size() && isFile(to.steps().get(begin))) {
      begin++;
    }
    SortedMap<String, String> volumes =
        leaving.volumes(record.placement().service(), to.placement().service());
    List<Step> files = new ArrayList<>(to.steps().subList(0, begin));
    files.add(files.isEmpty() ? 0 : 1, move(paths, volumes));
    List<Step> start = new ArrayList<>(to.steps().subList(begin, to.steps().size()));
    if (isInPlace() && !start.isEmpty() && !leaving.clear().isEmpty()) {
      start.addFirst(clear(leaving));
    }
    PlacementRecord home = to.record().orElseThrow();
    PlacementRecord arrived =
        start.isEmpty()
            ? home
            : home.withTaint(Optional.of("it has moved here, and was not started yet"));
    PlacementRecord running = home.withGeneration(home.generation() + 1);
    boolean gone = Away.of(record).isPresent();
    List<Step> leave = gone ? List.of() : leave(leaving);
    Carry carry =
        new Carry(
            record.placement(),
            from.directory(),
            paths,
            volumes,
            leaving.ahead(),
            leave.isEmpty() ? Optional.empty() : Optional.of(there(leave, later(1))),
            gone ? Optional.empty() : Optional.of(there(List.of(away(paths)), mark())),
            here(files, arrived),
            start.isEmpty() ? Optional.empty() : Optional.of(here(start, running)),
            there(List.of(back(leaving)), Away.notIn(later(3))));
    List<Step> all = new ArrayList<>(leave);
    all.addAll(files);
    all.addAll(start);
    return to.with(
        all, blockers, Optional.of(start.isEmpty() ? arrived : running), Optional.of(carry));
  }

  private static boolean isFile(Step step) {
    Address at = step.claims().getFirst().at();
    return FILES.contains(at.kind()) && !at.name().equals("after_apply");
  }

  /** The receipts of one move follow each other. */
  private PlacementRecord later(int generations) {
    return record.withTaint(Optional.empty()).withGeneration(record.generation() + generations);
  }

  private PlacementRecord mark() {
    return new Away(to.placement(), since).in(later(2));
  }

  private Work here(List<Step> steps, PlacementRecord record) {
    return new Work(to.placement(), to.directory(), steps, new TreeSet<>(), Optional.of(record));
  }

  private Work there(List<Step> steps, PlacementRecord record) {
    return new Work(
        record.placement(), from.directory(), steps, new TreeSet<>(), Optional.of(record));
  }

  private boolean isInPlace() {
    return to.placement().target().equals(record.placement().target());
  }

  private Reason reason() {
    return to.placement().service().equals(record.placement().service())
        ? Reason.PLACEMENT_CHANGED
        : Reason.RENAMED;
  }

  /** What it was under its old name makes room for what it is under its new one. */
  private Step clear(Leaving leaving) {
    PlannedAction claim = PlannedAction.of(stopped(), Verb.REMOVE, reason(), "", "");
    return new Step(List.of(claim), leaving.clear());
  }

  private Step move(List<String> paths, SortedMap<String, String> volumes) {
    Placement source = record.placement();
    List<ShellText> lines = new ArrayList<>();
    for (String path : paths) {
      lines.add(
          ShellText.of("clova_arrive ")
              .plus(ShellText.words(List.of(path.split("/", -1))))
              .plus(" || return 1"));
    }
    // Containers of an earlier stay are still fenced, and are let go when they are to start.
    lines.add(
        ShellText.of(
            "rm -f -- \"$OWN/left\"; [ -f \"$OWN/fenced/containers\" ] || rm -rf -- \"$OWN/fenced\""));
    PlannedAction claim =
        PlannedAction.of(
                Address.of(to.placement()),
                Verb.MOVE,
                reason(),
                source.toString(),
                wanted.definition().hex())
            .evidence(evidence(paths, volumes).stream().map(Evidence::note).toList())
            .effect(Effect.DOWNTIME);
    return Step.of(claim, new Action.Script(ShellText.lines(lines)));
  }

  private List<String> evidence(List<String> paths, SortedMap<String, String> volumes) {
    Placement source = record.placement();
    boolean isRename = reason() == Reason.RENAMED;
    List<String> along = new ArrayList<>(paths);
    volumes.forEach(
        (name, other) ->
            along.add("the volume " + name + (name.equals(other) ? "" : ", copied to " + other)));
    String from =
        isRename && !isInPlace()
            ? source.toString()
            : isRename ? source.service() : source.target();
    List<String> evidence = new ArrayList<>();
    evidence.add(
        along.isEmpty()
            ? "from `%s`".formatted(from)
            : "from `%s`, with %s".formatted(from, String.join(", ", along)));
    if (Away.of(record).isPresent()) {
      evidence.add("an earlier move stopped it there and was cut off; this goes on");
    } else {
      evidence.add(
          isInPlace()
              ? "stopped under its old name, and begun under its new one"
              : "copied while it runs, then stopped there, compared, and begun here");
    }
    if (!isInPlace()) {
      evidence.add(
          "`%s` keeps its copy, stopped, until `clova move --finish %s`"
              .formatted(source.target(), source.service()));
    }
    return evidence;
  }

  private List<Step> leave(Leaving leaving) {
    List<Step> steps = new ArrayList<>();
    wanted
        .hooks()
        .beforeStop()
        .ifPresent(hook -> steps.add(wanted.hooks().step(record.placement(), "before_stop", hook)));
    PlannedAction claim =
        PlannedAction.of(stopped(), Verb.STOP, reason(), "", "")
            .because(List.of(Address.of(to.placement())))
            .effect(Effect.DOWNTIME);
    List<Action> actions = new ArrayList<>(leaving.stop());
    actions.add(new Action.Script(ShellText.of(":")));
    steps.add(new Step(List.of(claim), actions));
    return steps;
  }

  private Address stopped() {
    return Address.of(record.placement(), "run", record.runtime().name());
  }

  private Step away(List<String> paths) {
    PlannedAction claim =
        PlannedAction.of(
            Address.of(record.placement()), Verb.MOVE, Reason.PLACEMENT_CHANGED, "", "");
    return Step.of(
        claim, new Action.Script(ShellText.of("clova_left ").plus(ShellText.words(paths))));
  }

  private Step back(Leaving leaving) {
    PlannedAction claim = PlannedAction.of(stopped(), Verb.START, Reason.PLACEMENT_CHANGED, "", "");
    List<Action> actions = new ArrayList<>(leaving.back());
    actions.add(new Action.Script(ShellText.of("rm -f -- \"$OWN/left\"")));
    return new Step(List.of(claim), actions);
  }
}
