package dev.clova.engine.planning;

import dev.clova.engine.desired.Earlier;
import dev.clova.engine.kind.Finding;
import dev.clova.engine.kind.Resource;
import dev.clova.engine.step.Step;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.CannotTell;
import dev.clova.state.Drift;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Receipt;
import dev.clova.state.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A placement's change while it is worked out. */
final class ChangeDraft {

  private final PlacementGround ground;
  private final Placement placement;
  private final List<Step> steps = new ArrayList<>();
  private final List<CannotTell> cannotTell = new ArrayList<>();
  private final List<Drift> drift = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<Problem> blockers = new ArrayList<>();
  private final SortedMap<Address, Attributes> recorded = new TreeMap<>();
  private int unchanged;
  private boolean blocked;

  ChangeDraft(PlacementGround ground) {
    this.ground = ground;
    this.placement = ground.placement();
  }

  /** Takes over all that was found of a resource that stays. */
  void merge(Resource resource, Finding finding) {
    take(finding);
    drift.addAll(finding.drift());
    unchanged += finding.unchanged();
    if (!finding.recorded().isEmpty()) {
      recorded.put(resource.address(placement), finding.recorded());
    }
  }

  /** Takes over what is to be done. */
  void take(Finding finding) {
    steps.addAll(finding.steps());
    cannotTell.addAll(finding.cannotTell());
    blocked |= finding.blocked();
  }

  void add(Step step) {
    steps.add(step);
  }

  /** In the order of the work; whoever adds between them changes this list. */
  List<Step> steps() {
    return steps;
  }

  void note(String note) {
    notes.add(note);
  }

  void refuse(Problem problem) {
    blockers.add(problem);
  }

  /** Remembers of a thing what the next plan has to know. */
  void record(Address at, Attributes attributes) {
    recorded.put(at, attributes);
  }

  /** All that is remembered. */
  SortedMap<Address, Attributes> recorded() {
    return recorded;
  }

  /** Whether something is in the way of any change. */
  boolean isBlocked() {
    return blocked;
  }

  /** Whether nothing is to be done, as far as anybody can tell. */
  boolean isNothing() {
    return steps.isEmpty() && cannotTell.isEmpty();
  }

  /** Refuses what another workspace has deployed, unless it is to be adopted. */
  boolean isForeign() {
    Optional<Receipt> other =
        ground
            .view()
            .receipt()
            .filter(r -> !r.workspaceId().equals(ground.desired().workspaceId()));
    if (other.isEmpty() || ground.request().adopt()) {
      return false;
    }
    blockers.add(
        Problem.of(
            ProblemCode.REFUSED,
            "`%s` on `%s` belongs to the workspace `%s`, which last changed it as %s."
                .formatted(
                    placement.service(),
                    placement.target(),
                    other.get().workspaceName(),
                    other.get().writer()),
            "Give the service another name, or take it over with `--adopt`."));
    return true;
  }

  /** Somebody holds it: it is left as it is. */
  PlacementChange left(SortedSet<Placement> after) {
    notes.add(ground.holding().note());
    unchanged++;
    return change(after, ground.view().record());
  }

  /** Refuses what nobody has allowed. */
  void refuseRisks(Set<Risk> allowed) {
    for (Step step : steps) {
      for (PlannedAction claim : step.claims()) {
        if (claim.risk() != Risk.NONE
            && !allowed.contains(claim.risk())
            && !ground.request().allowed().contains(claim.risk())) {
          blockers.add(
              Problem.of(
                  ProblemCode.REFUSED,
                  "`%s %s` has the risk `%s`."
                      .formatted(claim.verb().word(), claim.at(), claim.risk().word()),
                  "If that is meant, add `--allow " + claim.risk().word() + "`."));
        }
      }
    }
  }

  void noteWhatIsUnfinished() {
    ground.unfinished().ifPresent(why -> notes.add("`%s`: %s.".formatted(placement, why)));
  }

  void noteWhatWasTakenBack() {
    String to =
        ground
            .view()
            .record()
            .flatMap(record -> record.resource(Address.of(placement, Earlier.KIND)))
            .map(
                mark ->
                    ", to the version of %s (plan %s)"
                        .formatted(
                            mark.get("applied").orElse("before"),
                            mark.get("plan").orElse("unknown")))
            .orElse("");
    notes.add(
        "`%s` took its last change back by itself%s: no new connection confirmed it, so it may have cut Clova off."
            .formatted(placement, to));
  }

  /** What has come of it. */
  PlacementChange change(SortedSet<Placement> after, Optional<PlacementRecord> record) {
    return new PlacementChange(
        placement,
        ground.directory(),
        blocked ? List.of() : steps,
        cannotTell,
        drift,
        notes,
        blockers,
        unchanged,
        record.isEmpty() || ground.request().intent() == Intent.STOP,
        after,
        new TreeSet<>(),
        record,
        ground.view().receipt(),
        Optional.empty());
  }
}
