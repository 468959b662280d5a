package dev.clova.engine.planning;

import dev.clova.engine.desired.DesiredPlacement;
import dev.clova.engine.kind.Finding;
import dev.clova.engine.kind.Resource;
import dev.clova.engine.remote.Prune;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.runtime.Leaving;
import dev.clova.engine.runtime.RuntimeResource;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.Away;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Reason;
import dev.clova.state.Risk;
import dev.clova.state.RuntimeRecord;
import dev.clova.state.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What takes a placement off its target, or what is left of it there. */
final class Departure {

  private final PlacementGround ground;
  private final Placement placement;
  private final ChangeDraft draft;

  Departure(PlacementGround ground) {
    this.ground = ground;
    this.placement = ground.placement();
    this.draft = new ChangeDraft(ground);
  }

  /** What takes the placement off its target; persistent paths stay and are named. */
  PlacementChange retired() {
    PlacementRecord record = ground.view().record().orElseThrow();
    SortedSet<Placement> after =
        Optional.ofNullable(ground.desired().placements().get(placement))
            .map(DesiredPlacement::after)
            .orElse(new TreeSet<>());
    if (ground.holding().isHeld() && ground.request().intent() != Intent.DESTROY) {
      return draft.left(after);
    }
    if (record.isProtected()) {
      draft.refuse(
          Problem.of(
              ProblemCode.REFUSED,
              "`%s` is protected (`prevent_destroy`), and the plan would remove it."
                  .formatted(placement),
              "Declare it again, apply with `prevent_destroy = false`, then remove it."));
    }
    for (Resource resource : Recalled.resources(record, ground.request().purge()).reversed()) {
      draft.merge(resource, resource.retire(ground.sight(resource)));
    }
    if (!draft.isBlocked() && draft.steps().isEmpty()) {
      draft.add(Recalled.forget(placement));
    }
    switch (ground.view().confirmation()) {
      case TAKEN_BACK -> draft.noteWhatWasTakenBack();
      case FORGOTTEN -> draft.noteWhatIsUnfinished();
      case NONE, AWAITED -> {}
    }
    draft.refuseRisks(Set.of());
    return ground.givenBack(draft.change(after, Optional.empty()));
  }

  /** What removes the stopped copy of a service that has moved on, data and all. */
  PlacementChange finished(Away away) {
    PlacementRecord record = ground.view().record().orElseThrow();
    List<String> paths = Prune.paths("", record.runtime().persist());
    Optional<Leaving> leaving = ground.leaving(ground.request().purge());
    List<Action> actions = new ArrayList<>();
    actions.add(new Action.Script(ShellText.of("clova_as_left ").plus(ShellText.words(paths))));
    leaving.ifPresent(known -> actions.addAll(known.clear()));
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        Evidence.note(
            "the copy of before it moved to `%s`; refused if it was written to since"
                .formatted(away.to().target())));
    volumes(leaving, ground.request().purge()).ifPresent(evidence::add);
    PlannedAction claim =
        PlannedAction.of(
                Address.of(placement),
                Verb.FORGET,
                Reason.PLACEMENT_CHANGED,
                away.to().target(),
                "")
            .evidence(evidence);
    draft.add(new Step(List.of(claim), actions));
    removeFiles(record, true);
    return draft.change(new TreeSet<>(), Optional.empty());
  }

  /** What is left of it once its service has another name, and its data with it. */
  PlacementChange renamed(Placement to) {
    PlacementRecord record = ground.view().record().orElseThrow();
    Optional<Leaving> leaving = ground.leaving();
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(Evidence.note("it is `%s` now".formatted(to.service())));
    volumes(leaving, false).ifPresent(evidence::add);
    PlannedAction claim =
        PlannedAction.of(Address.of(placement), Verb.FORGET, Reason.RENAMED, to.toString(), "")
            .evidence(evidence);
    List<Action> actions = new ArrayList<>();
    actions.add(new Action.Script(ShellText.of("clova_keep_version")));
    leaving.ifPresent(known -> actions.addAll(known.clear()));
    draft.add(new Step(List.of(claim), actions));
    RuntimeRecord runtime = record.runtime();
    removeFiles(
        record.withRuntime(
            new RuntimeRecord(
                runtime.name(),
                runtime.attributes(),
                List.of(),
                runtime.inputs(),
                runtime.environment())),
        false);
    Step last = draft.steps().removeLast();
    List<Action> all = new ArrayList<>(last.actions());
    all.add(
        new Action.Script(ShellText.of("clova_kept_along ").plus(ShellText.word(to.service()))));
    draft.add(new Step(last.claims(), all));
    return draft.change(new TreeSet<>(), Optional.empty()).behind(to);
  }

  private void removeFiles(PlacementRecord record, boolean purge) {
    for (Resource resource : Recalled.resources(record, purge).reversed()) {
      if (resource instanceof RuntimeResource) {
        continue;
      }
      Finding finding = resource.retire(ground.sight(resource, Optional.of(record)));
      List<Step> harmless =
          finding.steps().stream()
              .map(
                  step ->
                      new Step(
                          step.claims().stream().map(c -> c.risk(Risk.NONE)).toList(),
                          step.actions()))
              .toList();
      draft.take(new Finding(harmless, finding.cannotTell(), List.of(), 0, Attributes.none()));
    }
  }

  private static Optional<Evidence> volumes(Optional<Leaving> leaving, boolean purge) {
    return leaving
        .map(Leaving::volumes)
        .filter(names -> !names.isEmpty())
        .map(
            names ->
                "%s %s %s"
                    .formatted(
                        names.size() == 1 ? "the volume" : "the volumes",
                        String.join(", ", names),
                        purge
                            ? (names.size() == 1 ? "is" : "are") + " DELETED"
                            : (names.size() == 1 ? "stays" : "stay")
                                + ": `docker volume rm` removes it"))
        .map(Evidence::note);
  }
}
