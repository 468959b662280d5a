package dev.clova.engine.planning;

import dev.clova.engine.desired.DesiredPlacement;
import dev.clova.engine.desired.DesiredState;
import dev.clova.engine.desired.Earlier;
import dev.clova.engine.kind.HealthLook;
import dev.clova.engine.kind.HealthLook.Health;
import dev.clova.engine.observed.Observed;
import dev.clova.engine.observed.ServiceView;
import dev.clova.engine.observed.TargetView;
import dev.clova.engine.planning.PlacementStatus.Actual;
import dev.clova.engine.planning.PlacementStatus.Wanted;
import dev.clova.engine.runtime.RunState;
import dev.clova.engine.runtime.RunStatus;
import dev.clova.engine.runtime.RuntimeResource;
import dev.clova.state.Address;
import dev.clova.state.Hold;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Plan;
import dev.clova.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How every placement is, from the same look that a plan was made of. A pure function. */
public final class Statuses {

  private final DesiredState desired;
  private final State state;
  private final PlanningRequest request;
  private final Plan plan;
  private final Moves moves;

  private Statuses(
      DesiredState desired, State state, PlanningRequest request, Plan plan, Moves moves) {
    this.desired = desired;
    this.state = state;
    this.request = request;
    this.plan = plan;
    this.moves = moves;
  }

  /** The placements that are declared, or recorded anywhere. */
  public static SortedMap<Placement, PlacementStatus> of(
      DesiredState desired, Observed observed, State state, PlanningRequest request, Plan plan) {
    Moves moves = Moves.of(desired, observed, state, request);
    Statuses statuses = new Statuses(desired, state, request, plan, moves);
    SortedMap<Placement, PlacementStatus> all = new TreeMap<>();
    observed
        .targets()
        .forEach(
            (target, view) ->
                statuses.of(target, view).forEach(status -> all.put(status.placement(), status)));
    return Collections.unmodifiableSortedMap(all);
  }

  private List<PlacementStatus> of(String target, TargetView view) {
    SortedSet<Placement> here = new TreeSet<>(desired.placements().keySet());
    here.addAll(state.placements().keySet());
    here.removeIf(placement -> !placement.target().equals(target));
    return switch (view) {
      case TargetView.Lost _ ->
          here.stream()
              .filter(request.selected())
              .filter(placement -> isExpected(placement, state.placement(placement)))
              .map(this::unreached)
              .toList();
      case TargetView.Reached reached -> {
        reached.services().keySet().forEach(name -> here.add(new Placement(name, target)));
        List<PlacementStatus> seen = new ArrayList<>();
        here.stream()
            .filter(request.selected())
            .forEach(
                placement ->
                    Optional.ofNullable(reached.services().get(placement.service()))
                        .filter(service -> isExpected(placement, service.record()))
                        .ifPresent(service -> seen.add(seen(placement, reached, service))));
        yield seen;
      }
    };
  }

  /** What is neither declared nor recorded is none of our business. */
  private boolean isExpected(Placement placement, Optional<PlacementRecord> record) {
    return declared(placement).isPresent() || record.isPresent();
  }

  private Optional<DesiredPlacement> declared(Placement placement) {
    return Optional.ofNullable(desired.placements().get(placement))
        .filter(wanted -> !wanted.absent());
  }

  private PlacementStatus unreached(Placement placement) {
    Optional<PlacementRecord> record = state.placement(placement);
    return new PlacementStatus(
        placement,
        wanted(placement, record),
        new Actual.Unreached(),
        Health.UNCHECKED,
        0,
        0,
        record.flatMap(PlacementRecord::hold),
        record.map(PlacementRecord::applied),
        "");
  }

  private PlacementStatus seen(
      Placement placement, TargetView.Reached target, ServiceView service) {
    PlacementGround ground = new PlacementGround(desired, request, placement, target, service);
    Optional<RuntimeResource> runtime = runtime(placement, service.record());
    Wanted wanted = wanted(placement, service.record());
    Actual actual =
        moves
            .kept(placement)
            .<Actual>map(
                away -> new Actual.Moved(away.to(), away.since(), moves.keptUntil(placement)))
            .or(() -> runtime.map(room -> new Actual.Seen(run(ground, room, service))))
            .orElseGet(() -> new Actual.Files(service.record().isPresent()));
    Optional<Hold> hold =
        service.record().flatMap(PlacementRecord::hold).filter(h -> !h.isOver(request.now()));
    return new PlacementStatus(
        placement,
        wanted,
        actual,
        health(placement, actual, service),
        (int) plan.actions().stream().filter(a -> a.at().placement().equals(placement)).count(),
        (int) plan.drift().stream().filter(d -> d.at().placement().equals(placement)).count(),
        hold,
        service.record().map(PlacementRecord::applied),
        note(placement, actual, service));
  }

  /** What was never put there is absent, unless something of its name runs all the same. */
  private static RunStatus run(PlacementGround ground, RuntimeResource room, ServiceView service) {
    RunStatus status = room.status(ground.sight(room));
    boolean isUnknown = status.state() instanceof RunState.Unknown;
    return service.record().isEmpty() && isUnknown
        ? new RunStatus(new RunState.Absent(), Optional.empty(), "")
        : status;
  }

  private Wanted wanted(Placement placement, Optional<PlacementRecord> record) {
    Optional<DesiredPlacement> declared = declared(placement);
    if (declared.isEmpty()) {
      return Wanted.ABSENT;
    }
    if (runtime(placement, record).isEmpty()) {
      return Wanted.PRESENT;
    }
    return declared.get().running() ? Wanted.RUNNING : Wanted.STOPPED;
  }

  private Optional<RuntimeResource> runtime(Placement placement, Optional<PlacementRecord> record) {
    return declared(placement)
        .map(DesiredPlacement::resources)
        .or(() -> record.map(known -> Recalled.resources(known, false)))
        .orElse(List.of())
        .stream()
        .filter(RuntimeResource.class::isInstance)
        .map(RuntimeResource.class::cast)
        .findFirst();
  }

  private Health health(Placement placement, Actual actual, ServiceView service) {
    boolean isChecked = declared(placement).flatMap(DesiredPlacement::health).isPresent();
    boolean mayRun =
        actual instanceof Actual.Seen(RunStatus status)
            && (status.state() instanceof RunState.Running
                || status.state() instanceof RunState.Unknown);
    return isChecked && mayRun
        ? HealthLook.read(service.answer(HealthLook.NAME))
        : Health.UNCHECKED;
  }

  private String note(Placement placement, Actual actual, ServiceView service) {
    List<String> parts = new ArrayList<>();
    if (actual instanceof Actual.Seen(RunStatus status)) {
      switch (status.state()) {
        case RunState.Failed(String detail) -> parts.add(detail);
        case RunState.Unknown(String why, String needed) -> parts.add(why);
        case RunState.Running _, RunState.Stopped _, RunState.Absent _ -> {}
      }
    }
    service
        .record()
        .flatMap(PlacementRecord::hold)
        .filter(hold -> hold.isOver(request.now()))
        .flatMap(Hold::until)
        .ifPresent(
            end ->
                parts.add("its hold ended at " + end + ", and the next apply takes it up again"));
    if (service.pending()) {
      parts.add("an apply was cut off in the middle of it");
    }
    service
        .record()
        .flatMap(PlacementRecord::tainted)
        .ifPresent(why -> parts.add("the last apply failed: " + why));
    service
        .record()
        .flatMap(record -> record.resource(Address.of(placement, Earlier.KIND)))
        .ifPresent(
            mark ->
                parts.add("went back to the version of " + mark.get("applied").orElse("before")));
    service
        .receipt()
        .filter(receipt -> !receipt.workspaceId().equals(desired.workspaceId()))
        .ifPresent(
            other -> parts.add("it belongs to the workspace `" + other.workspaceName() + "`"));
    plan.cannotTell().stream()
        .filter(told -> told.at().placement().equals(placement))
        .map(told -> told.why())
        .filter(why -> !parts.contains(why))
        .forEach(parts::add);
    return String.join("; ", parts);
  }

  /** When anything was last applied to a target. */
  public static Optional<Instant> lastApplied(Iterable<PlacementStatus> statuses) {
    Optional<Instant> last = Optional.empty();
    for (PlacementStatus status : statuses) {
      Optional<Instant> earlier = last;
      last = status.applied().filter(at -> earlier.map(at::isAfter).orElse(true)).or(() -> earlier);
    }
    return last;
  }
}
