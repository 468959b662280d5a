package dev.clova.engine;

import dev.clova.engine.desired.DesiredPlacement;
import dev.clova.engine.desired.DesiredState;
import dev.clova.engine.kind.HealthLook;
import dev.clova.engine.kind.Resource;
import dev.clova.engine.kind.UseLook;
import dev.clova.engine.observed.Asked;
import dev.clova.engine.observed.LookRequest;
import dev.clova.engine.observed.ServiceView;
import dev.clova.engine.observed.TargetView;
import dev.clova.engine.planning.Intent;
import dev.clova.engine.planning.Recalled;
import dev.clova.engine.runtime.RuntimeResource;
import dev.clova.state.Away;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the targets are asked: about everything that is declared for them or recorded there. */
final class Questions {

  private final DesiredState desired;
  private final Predicate<Placement> selected;
  private final PlanRequest request;
  private final Interest interest;

  Questions(
      DesiredState desired, Predicate<Placement> selected, PlanRequest request, Interest interest) {
    this.desired = desired;
    this.selected = selected;
    this.request = request;
    this.interest = interest;
  }

  /**
   * For each target that is involved.
   *
   * @param state what is recorded
   * @param lock what to tell others, if the targets are to be locked
   */
  Map<String, LookRequest> of(State state, Optional<String> lock) {
    SortedMap<String, List<Asked>> asked = new TreeMap<>();
    if (interest.vitals()) {
      desired.targets().keySet().stream()
          .filter(this::isSelected)
          .forEach(target -> asked.put(target, new ArrayList<>()));
    }
    TreeSet<Placement> all = new TreeSet<>(desired.placements().keySet());
    state.placements().keySet().stream().filter(selected).forEach(all::add);
    for (Placement placement : all) {
      asked
          .computeIfAbsent(placement.target(), t -> new ArrayList<>())
          .add(question(placement, state.placement(placement)));
    }
    Map<String, LookRequest> requests = new TreeMap<>();
    asked.forEach((target, services) -> requests.put(target, request(target, services, lock)));
    return requests;
  }

  /**
   * What targets are asked that the plan is not about, and whose receipts it has to know all the
   * same: a service of which nothing is recorded here may be there, and would else begin without
   * its data, or run on though it is not declared any more. They are not to be locked unless there
   * is one.
   *
   * @param about the targets that it is about
   * @param isPastOpen whether an earlier apply did not come to its end
   */
  Map<String, LookRequest> beside(Set<String> about, State state, boolean isPastOpen) {
    Map<String, LookRequest> requests = new TreeMap<>();
    boolean isAnyNew = isAnyNew(state);
    boolean isPastUnknown = isPastOpen || state.placements().isEmpty();
    if (interest.equals(Interest.PLAN) && request.intent() == Intent.CONVERGE) {
      desired.targets().keySet().stream()
          .filter(target -> !about.contains(target))
          .filter(target -> isAnyNew || (isPastUnknown && isSelected(target)))
          .forEach(target -> requests.put(target, request(target, List.of(), Optional.empty())));
    }
    return requests;
  }

  /**
   * What those targets are asked that services went to which are wanted where they were before: it
   * rests on them whether they have arrived.
   *
   * @param seen what is known by now
   */
  Map<String, LookRequest> goneTo(Map<String, TargetView> seen) {
    Map<String, LookRequest> requests = new TreeMap<>();
    for (DesiredPlacement wanted : desired.placements().values()) {
      Placement placement = wanted.placement();
      if (seen.get(placement.target()) instanceof TargetView.Reached reached) {
        Optional.ofNullable(reached.services().get(placement.service()))
            .flatMap(ServiceView::record)
            .flatMap(Away::of)
            .map(away -> away.to().target())
            .filter(target -> desired.targets().containsKey(target) && !seen.containsKey(target))
            .ifPresent(
                target -> requests.put(target, request(target, List.of(), Optional.empty())));
      }
    }
    return requests;
  }

  /** Whether the selection is not of other targets, or of services alone. */
  private boolean isSelected(String target) {
    return selected.test(new Placement("any", target));
  }

  private boolean isAnyNew(State state) {
    Set<String> known = new TreeSet<>();
    state.placements().keySet().forEach(placement -> known.add(placement.service()));
    return desired.placements().values().stream()
        .filter(wanted -> !wanted.absent() && selected.test(wanted.placement()))
        .map(wanted -> wanted.placement().service())
        .filter(service -> !known.contains(service))
        .map(service -> desired.renames().getOrDefault(service, service))
        .anyMatch(service -> !known.contains(service));
  }

  private LookRequest request(String target, List<Asked> services, Optional<String> lock) {
    return new LookRequest(
        desired.workspaceId(),
        Objects.requireNonNull(desired.targets().get(target)).root(),
        services,
        this::recall,
        lock,
        request.checksum(),
        interest.vitals());
  }

  private Asked question(Placement placement, Optional<PlacementRecord> known) {
    Optional<DesiredPlacement> here =
        Optional.ofNullable(desired.placements().get(placement))
            .filter(wanted -> !wanted.absent() && request.intent() != Intent.DESTROY);
    if (here.isPresent()) {
      DesiredPlacement wanted = here.get();
      return new Asked(
          placement.service(),
          resources(wanted),
          Optional.of(wanted.source().tree()),
          wanted.persist(),
          known);
    }
    return known.map(this::recall).orElse(Asked.nothing(placement.service()));
  }

  private List<Resource> resources(DesiredPlacement wanted) {
    List<Resource> resources = new ArrayList<>(wanted.resources());
    if (interest.health()) {
      wanted.health().ifPresent(check -> resources.add(new HealthLook(wanted.placement(), check)));
    }
    if (interest.use()) {
      wanted.resources().stream()
          .filter(RuntimeResource.class::isInstance)
          .map(runtime -> ((RuntimeResource) runtime).use())
          .filter(questions -> !questions.isEmpty())
          .forEach(questions -> resources.add(new UseLook(questions)));
    }
    return resources;
  }

  private Asked recall(PlacementRecord record) {
    return new Asked(
        record.placement().service(),
        Recalled.resources(record, request.purge()),
        Optional.empty(),
        record.runtime().persist(),
        Optional.of(record));
  }
}
