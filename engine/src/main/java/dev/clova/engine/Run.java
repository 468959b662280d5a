package dev.clova.engine;

import dev.clova.engine.applying.ApplyEvent;
import dev.clova.engine.definition.Definitions;
import dev.clova.engine.desired.DesiredBuilder;
import dev.clova.engine.desired.DesiredPlacement;
import dev.clova.engine.desired.DesiredTarget;
import dev.clova.engine.desired.Targets;
import dev.clova.engine.observed.Asked;
import dev.clova.engine.observed.LookRequest;
import dev.clova.engine.observed.Observed;
import dev.clova.engine.observed.Prober;
import dev.clova.engine.observed.RecordCache;
import dev.clova.engine.observed.TargetView;
import dev.clova.engine.planning.Intent;
import dev.clova.engine.planning.Planner;
import dev.clova.engine.planning.Planning;
import dev.clova.engine.planning.PlanningRequest;
import dev.clova.engine.planning.Recalled;
import dev.clova.engine.remote.Sessions;
import dev.clova.engine.tree.TreeScanner;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One command's work on a workspace: what is declared, what is recorded, and the way to the
 * targets.
 */
final class Run implements AutoCloseable {

  private final Site site;
  private final PlanRequest request;
  private final Memory memory;
  private final Predicate<Placement> selected;
  private final DesiredBuilder.Desired desired;
  private final List<Problem> warnings;
  private final RecordCache cache;
  private final Sessions sessions;

  private Run(
      Site site,
      PlanRequest request,
      Memory memory,
      Predicate<Placement> selected,
      DesiredBuilder.Desired desired,
      List<Problem> warnings,
      RecordCache cache,
      Sessions sessions) {
    this.site = site;
    this.request = request;
    this.memory = memory;
    this.selected = selected;
    this.desired = desired;
    this.warnings = warnings;
    this.cache = cache;
    this.sessions = sessions;
  }

  static Run begin(Site site, Definitions definitions, PlanRequest request) {
    Memory memory = Memory.read(site.root(), definitions.workspace().id());
    State state = memory.state();
    Predicate<Placement> selected = new Selector(definitions, state).predicate(request.selection());
    SortedMap<String, DesiredTarget> targets = Targets.of(definitions, site.home());
    state
        .placements()
        .values()
        .forEach(
            record ->
                targets.computeIfAbsent(
                    record.placement().target(), name -> Targets.recalled(record)));
    Path caches = site.root().resolve(".clova").resolve("cache");
    TreeScanner scanner =
        new TreeScanner(
            caches.resolve("digests"), Runtime.getRuntime().availableProcessors(), site.clock());
    Map<String, Sessions.Way> ways = new HashMap<>();
    targets.forEach(
        (name, target) ->
            ways.put(
                name,
                new Sessions.Way(target.endpoint(), site.privilege().apply(target.become()))));
    Sessions sessions = new Sessions(site.transport(), ways, site.randomness(), site.parallel());
    DesiredBuilder.Desired desired =
        DesiredBuilder.build(
            definitions, scanner, targets, target -> Prober.facts(sessions, target), selected);
    List<Problem> warnings = new ArrayList<>(definitions.warnings());
    warnings.addAll(desired.warnings());
    return new Run(
        site,
        request,
        memory,
        selected,
        desired,
        warnings,
        new RecordCache(caches.resolve("receipts")),
        sessions);
  }

  Memory memory() {
    return memory;
  }

  Sessions sessions() {
    return sessions;
  }

  RecordCache cache() {
    return cache;
  }

  String workspaceId() {
    return desired.state().workspaceId();
  }

  String workspaceName() {
    return desired.state().workspaceName();
  }

  /** Looks at every target that is involved, and plans from what it has. */
  Look look(Consumer<ApplyEvent> events) {
    return look(memory.state(), Optional.empty(), events);
  }

  /** The same, but every target is locked before it is looked at, and stays so. */
  Look lookUnderLock(State state, String holder, Consumer<ApplyEvent> events) {
    Look look = look(state, Optional.of(holder), events);
    look.observed()
        .targets()
        .values()
        .forEach(
            view -> {
              if (view instanceof TargetView.Lost(Problem problem)
                  && problem.code() == ProblemCode.LOCKED) {
                throw new ClovaException(problem);
              }
            });
    return look;
  }

  private Look look(State state, Optional<String> lock, Consumer<ApplyEvent> events) {
    Observed observed =
        new Prober(sessions, cache)
            .observe(questions(state, lock), sighting -> tell(sighting, events));
    PlanningRequest planning =
        new PlanningRequest(
            request.selection().text(),
            selected,
            request.intent(),
            request.purge(),
            request.adopt(),
            request.allowed(),
            request.hold(),
            site.who(),
            site.clock().instant());
    return new Look(observed, Planner.plan(desired.state(), observed, state, planning));
  }

  /** What the targets have, and the plan that rests on it. */
  record Look(Observed observed, Planning planning) {}

  PlanResult result(Look look) {
    List<String> notes = new ArrayList<>(memory.notes());
    notes.addAll(look.planning().notes());
    List<Problem> unreached = new ArrayList<>();
    look.observed()
        .targets()
        .values()
        .forEach(
            view -> {
              if (view instanceof TargetView.Lost(Problem problem)) {
                unreached.add(problem);
              }
            });
    return new PlanResult(
        look.planning().plan(), warnings, notes, look.planning().blockers(), unreached);
  }

  private Map<String, LookRequest> questions(State state, Optional<String> lock) {
    SortedMap<String, List<Asked>> asked = new TreeMap<>();
    TreeSet<Placement> all = new TreeSet<>(desired.state().placements().keySet());
    state.placements().keySet().stream().filter(selected).forEach(all::add);
    for (Placement placement : all) {
      Optional<PlacementRecord> known = state.placement(placement);
      DesiredPlacement wanted = desired.state().placements().get(placement);
      asked
          .computeIfAbsent(placement.target(), t -> new ArrayList<>())
          .add(question(placement, Optional.ofNullable(wanted), known));
    }
    Map<String, LookRequest> requests = new TreeMap<>();
    asked.forEach(
        (target, services) ->
            requests.put(
                target,
                new LookRequest(
                    workspaceId(),
                    Objects.requireNonNull(desired.state().targets().get(target)).root(),
                    services,
                    this::recall,
                    lock,
                    request.checksum())));
    return requests;
  }

  private Asked question(
      Placement placement, Optional<DesiredPlacement> wanted, Optional<PlacementRecord> known) {
    Optional<DesiredPlacement> here =
        wanted.filter(w -> !w.absent() && request.intent() != Intent.DESTROY);
    if (here.isPresent()) {
      DesiredPlacement w = here.get();
      return new Asked(
          placement.service(), w.resources(), Optional.of(w.source().tree()), w.persist(), known);
    }
    return known
        .map(this::recall)
        .orElse(
            new Asked(
                placement.service(), List.of(), Optional.empty(), List.of(), Optional.empty()));
  }

  private Asked recall(PlacementRecord record) {
    return new Asked(
        record.placement().service(),
        Recalled.resources(record, request.purge()),
        Optional.empty(),
        record.runtime().persist(),
        Optional.of(record));
  }

  private static void tell(Prober.Sighting sighting, Consumer<ApplyEvent> events) {
    events.accept(
        switch (sighting) {
          case Prober.Sighting.Connecting(String target) -> new ApplyEvent.Connecting(target);
          case Prober.Sighting.Looked(String target) -> new ApplyEvent.Looked(target);
          case Prober.Sighting.Lost(String target, Problem problem) ->
              new ApplyEvent.Lost(target, problem.detail());
        });
  }

  @Override
  public void close() {
    sessions.close();
  }
}
