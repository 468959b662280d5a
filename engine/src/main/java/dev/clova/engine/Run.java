package dev.clova.engine;

import dev.clova.engine.applying.ApplyEvent;
import dev.clova.engine.definition.Definitions;
import dev.clova.engine.desired.DesiredBuilder;
import dev.clova.engine.desired.DesiredState;
import dev.clova.engine.desired.DesiredTarget;
import dev.clova.engine.desired.Earlier;
import dev.clova.engine.observed.LookRequest;
import dev.clova.engine.observed.Observed;
import dev.clova.engine.observed.Prober;
import dev.clova.engine.observed.RecordCache;
import dev.clova.engine.observed.Remembered;
import dev.clova.engine.observed.TargetView;
import dev.clova.engine.planning.Intent;
import dev.clova.engine.planning.PlacementStatus;
import dev.clova.engine.planning.Planner;
import dev.clova.engine.planning.Planning;
import dev.clova.engine.planning.PlanningRequest;
import dev.clova.engine.planning.Statuses;
import dev.clova.engine.policy.PolicyCase;
import dev.clova.engine.remote.LookOnly;
import dev.clova.engine.remote.Sessions;
import dev.clova.engine.remote.TargetText;
import dev.clova.engine.tree.TreeScanner;
import dev.clova.state.Attributes;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Plan;
import dev.clova.state.PlanId;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.State;
import dev.clova.state.Unreached;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One command's work on a workspace: what is declared, what is recorded, and the way to the
 * targets.
 */
final class Run implements AutoCloseable {

  private final Site site;
  private final Outside outside;
  private final Rules rules;
  private final PlanRequest request;
  private final Interest interest;
  private final Definitions definitions;
  private final Memory memory;
  private final Predicate<Placement> selected;
  private final DesiredBuilder.Desired desired;
  private final List<Problem> warnings;
  private final RecordCache cache;
  private final Sessions sessions;

  private Run(
      Site site,
      Outside outside,
      Rules rules,
      PlanRequest request,
      Interest interest,
      Definitions definitions,
      Memory memory,
      Predicate<Placement> selected,
      DesiredBuilder.Desired desired,
      List<Problem> warnings,
      RecordCache cache,
      Sessions sessions) {
    this.site = site;
    this.outside = outside;
    this.rules = rules;
    this.request = request;
    this.interest = interest;
    this.definitions = definitions;
    this.memory = memory;
    this.selected = selected;
    this.desired = desired;
    this.warnings = warnings;
    this.cache = cache;
    this.sessions = sessions;
  }

  static Run begin(Site site, Outside outside, Definitions definitions, PlanRequest request) {
    return begin(site, outside, definitions, request, Interest.PLAN);
  }

  static Run begin(
      Site site, Outside outside, Definitions definitions, PlanRequest request, Interest interest) {
    Memory memory = Memory.of(site, definitions);
    SortedMap<String, DesiredTarget> targets = Ways.targets(site, definitions, memory.state());
    Sessions sessions = Ways.sessions(site, Basis.transport(site, outside, targets), targets);
    try {
      if (request.refresh()) {
        sessions.expect(involved(definitions, memory.state(), request.selection()));
      }
      return begin(site, outside, definitions, request, interest, memory, targets, sessions);
    } catch (RuntimeException e) {
      sessions.close();
      throw e;
    }
  }

  /** The same work with other definitions, over the connections that there are. */
  Run with(Definitions definitions) {
    Memory memory = Memory.of(site, definitions);
    SortedMap<String, DesiredTarget> targets = Ways.targets(site, definitions, memory.state());
    sessions.follow(Ways.of(site, targets));
    return begin(site, outside, definitions, request, interest, memory, targets, sessions);
  }

  /** The targets that will be looked at, whatever is worked out until then. */
  private static Set<String> involved(Definitions definitions, State state, Selection selection) {
    Set<Placement> all = new TreeSet<>(definitions.placements());
    all.addAll(state.placements().keySet());
    all.removeIf(new Selector(definitions, state).predicate(selection).negate());
    return all.stream().map(Placement::target).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Run begin(
      Site site,
      Outside outside,
      Definitions definitions,
      PlanRequest request,
      Interest interest,
      Memory memory,
      SortedMap<String, DesiredTarget> targets,
      Sessions sessions) {
    Selector selector = new Selector(definitions, memory.state());
    Predicate<Placement> selected = selector.predicate(request.selection());
    Path caches = Basis.caches(site, outside);
    TreeScanner scanner =
        new TreeScanner(
            caches.resolve("digests"), Runtime.getRuntime().availableProcessors(), site.clock());
    List<Problem> warnings = new ArrayList<>(definitions.warnings());
    Map<Placement, Earlier> earlier = new TreeMap<>();
    Predicate<Placement> wanted = selected;
    if (request.intent() == Intent.ROLL_BACK) {
      earlier.putAll(
          new Versions(definitions, targets, sessions).earlier(selected, request.back(), warnings));
      wanted = earlier::containsKey;
    }
    DesiredBuilder.Desired desired =
        DesiredBuilder.build(
            definitions,
            scanner,
            targets,
            target -> Basis.facts(request, sessions, target),
            wanted,
            earlier);
    warnings.addAll(desired.warnings());
    return new Run(
        site,
        outside,
        Rules.of(definitions, outside, selector),
        request,
        interest,
        definitions,
        memory,
        wanted.and(placement -> !desired.undecided().containsKey(placement)),
        desired,
        warnings,
        new RecordCache(caches.resolve("receipts")),
        sessions);
  }

  DesiredState desired() {
    return desired.state();
  }

  /** Whether a placement is what this is about. */
  boolean isSelected(Placement placement) {
    return selected.test(placement);
  }

  Memory memory() {
    return memory;
  }

  /** What is recorded now: another command may have ended since this one began. */
  Memory memoryOfNow() {
    return Memory.of(site, definitions);
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

  /** The same once more, with what the last look has shown. */
  Look lookAgain(State known) {
    return look(known, Optional.empty(), event -> {});
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
                  && (problem.code() == ProblemCode.LOCKED
                      || problem.code() == ProblemCode.READ_ONLY)) {
                throw new ClovaException(problem);
              }
            });
    return look;
  }

  /**
   * Looks before something is changed, as somebody decides about it.
   *
   * @throws ClovaException READ_ONLY if a key that opens one of the targets may only look
   */
  Look lookBeforeChange(Consumer<ApplyEvent> events) {
    Look look = look(events);
    look.observed()
        .targets()
        .forEach(
            (target, view) -> {
              if (view instanceof TargetView.Reached reached && reached.onlyLooked()) {
                throw LookOnly.refusal(target);
              }
            });
    return look;
  }

  private Look look(State state, Optional<String> lock, Consumer<ApplyEvent> events) {
    Map<String, LookRequest> questions = questions(state, lock);
    if (!request.refresh()) {
      return planned(Remembered.of(questions, cache), state);
    }
    Map<String, LookRequest> beside =
        outside.isUntrusted()
            ? Map.of()
            : asking().beside(questions.keySet(), state, memory.unfinished().isPresent());
    Map<String, LookRequest> all = new TreeMap<>(questions);
    all.putAll(beside);
    Map<String, TargetView> views =
        new TreeMap<>(
            new Prober(sessions, cache).observe(all, sighting -> tell(sighting, events)).targets());
    Set<String> unknown = unknown(state);
    beside.forEach(
        (target, question) -> {
          TargetView view = Objects.requireNonNull(views.get(target));
          if (isBystander(target, view, unknown)) {
            views.remove(target);
          } else if (view instanceof TargetView.Reached && lock.isPresent()) {
            views.put(target, lookAt(target, question.under(lock.get())));
          }
        });
    asking()
        .goneTo(views)
        .forEach((target, question) -> views.put(target, lookAt(target, question)));
    return planned(Observed.of(views), state);
  }

  /** Whether a target that the plan is not about has nothing to do with it. */
  private static boolean isBystander(String target, TargetView view, Set<String> unknown) {
    return switch (view) {
      case TargetView.Lost _ -> !unknown.contains(target);
      case TargetView.Reached reached ->
          reached.services().isEmpty() && reached.carried().isEmpty();
    };
  }

  /** What one target has now. */
  TargetView lookAt(String target, LookRequest question) {
    return new Prober(sessions, cache).look(target, question, sighting -> {});
  }

  /** What each involved target is asked. */
  Map<String, LookRequest> questions(State state, Optional<String> lock) {
    return asking().of(state, lock);
  }

  private Questions asking() {
    return new Questions(desired.state(), selected, request, interest);
  }

  /** The plan that rests on what was seen. */
  Look planned(Observed observed, State state) {
    PlanningRequest planning = planning(state);
    return new Look(observed, planning, Planner.plan(desired.state(), observed, state, planning));
  }

  private PlanningRequest planning(State state) {
    return new PlanningRequest(
        request.selection().text(),
        selected,
        request.intent(),
        request.purge(),
        request.adopt(),
        request.allowed(),
        request.hold(),
        unknown(state),
        site.who(),
        site.clock().instant(),
        Basis.cannotTell(desired.undecided()),
        Basis.guards(request, rules, site.version()));
  }

  /** Targets that may have anything, for all that is recorded here. */
  private Set<String> unknown(State state) {
    Set<String> unknown = new TreeSet<>();
    if (interest.equals(Interest.PLAN) && !outside.isUntrusted()) {
      unknown.addAll(desired.state().targets().keySet());
      state.placements().keySet().forEach(placement -> unknown.remove(placement.target()));
    }
    return unknown;
  }

  /** What the targets have, and the plan that rests on it. */
  record Look(Observed observed, PlanningRequest request, Planning planning) {

    /** The state with what the receipts say. */
    State recorded(State state) {
      State known = state;
      for (PlacementRecord record : planning.recorded().values()) {
        known = known.with(record);
      }
      return known;
    }
  }

  /**
   * How everything is, from a look.
   *
   * @param before what the look before it saw
   */
  FleetView view(
      Look look, State state, SortedMap<String, Instant> heard, Map<String, TargetView> before) {
    SortedMap<Placement, PlacementStatus> placements =
        Statuses.of(
            desired.state(), look.observed(), state, look.request(), look.planning().plan());
    SortedMap<String, TargetStatus> targets = new TreeMap<>();
    look.observed()
        .targets()
        .forEach((name, view) -> targets.put(name, target(name, view, placements.values())));
    return new FleetView(
        look.request().now(),
        placements,
        targets,
        heard,
        Usage.of(look.observed(), before),
        result(look));
  }

  private static TargetStatus target(
      String name, TargetView view, Collection<PlacementStatus> placements) {
    List<PlacementStatus> here =
        placements.stream().filter(status -> status.placement().target().equals(name)).toList();
    int trouble = (int) here.stream().filter(PlacementStatus::isTrouble).count();
    Optional<Instant> lastApply = Statuses.lastApplied(here);
    return switch (view) {
      case TargetView.Lost(Problem problem) ->
          new TargetStatus(
              name, Optional.of(problem), "", Optional.empty(), here.size(), trouble, lastApply);
      case TargetView.Reached reached ->
          new TargetStatus(
              name,
              Optional.empty(),
              os(reached.facts().attributes()),
              reached.vitals(),
              here.size(),
              trouble,
              lastApply);
    };
  }

  /** Without the code name, which only takes room. */
  private static String os(Attributes facts) {
    return TargetText.line(
        facts
            .get("os_name")
            .or(() -> facts.get("kernel"))
            .orElse("")
            .replace("GNU/Linux ", "")
            .replaceFirst(" \\(.*", ""));
  }

  /** The whole plan, held against the rules. */
  PlanResult result(Look look) {
    Plan plan = look.planning().plan();
    return result(look, plan, plan.id());
  }

  /**
   * A part of the plan, held against the rules.
   *
   * @param id the id of the plan that was approved, of which this is what is left
   */
  PlanResult result(Look look, Plan part, PlanId id) {
    List<String> notes = new ArrayList<>(memory.notes());
    notes.addAll(look.planning().notes());
    List<Problem> unreached = new ArrayList<>();
    for (Unreached target : look.planning().plan().unreached()) {
      if (look.observed().targets().get(target.target()) instanceof TargetView.Lost(var problem)) {
        unreached.add(problem);
      }
    }
    PlanResult bare = new PlanResult(part, warnings, notes, look.planning().blockers(), unreached);
    Set<Placement> recorded = new TreeSet<>(memory.state().placements().keySet());
    recorded.addAll(look.planning().recorded().keySet());
    return bare.judged(
        rules.verdicts(
            new PolicyCase(
                part,
                id,
                Basis.removed(part),
                recorded.size(),
                request.allowed(),
                rules.approved(),
                site.clock().instant(),
                rules::matching)));
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
