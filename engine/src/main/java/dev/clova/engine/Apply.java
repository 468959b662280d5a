package dev.clova.engine;

import dev.clova.engine.applying.Applier;
import dev.clova.engine.applying.ApplyEvent;
import dev.clova.engine.applying.Carrier;
import dev.clova.engine.applying.PlacementOutcome;
import dev.clova.engine.applying.TargetWorker;
import dev.clova.engine.step.Work;
import dev.clova.engine.tree.GitRevision;
import dev.clova.state.ApplyOutcome;
import dev.clova.state.ApplyRecord;
import dev.clova.state.ClovaException;
import dev.clova.state.Journal;
import dev.clova.state.JournalRecord;
import dev.clova.state.LockHolder;
import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.PlanFolder;
import dev.clova.state.PlanId;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Revision;
import dev.clova.state.Saved;
import dev.clova.state.State;
import dev.clova.state.StateFile;
import dev.clova.state.StateFolder;
import dev.clova.state.WorkspaceLock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One apply. A person approves a plan that was made without any lock; then, under the locks, it is
 * made again, and only the very same plan is carried out. Unattended, it is made under the locks
 * once.
 */
final class Apply {

  private final Site site;
  private final Run run;
  private final ApplyRequest request;
  private final Consumer<ApplyEvent> events;
  private final StateFolder folder;
  private final String name;
  private final Instant began;

  /** Asked while the targets are looked at; it stands in the record and never in a plan. */
  private final CompletableFuture<Optional<Revision>> revision;

  Apply(Site site, Run run, ApplyRequest request, Consumer<ApplyEvent> events) {
    this.site = site;
    this.run = run;
    this.request = request;
    this.events = events;
    this.folder = StateFolder.of(site.root());
    byte[] bytes = new byte[8];
    site.randomness().nextBytes(bytes);
    this.name = HexFormat.of().formatHex(bytes);
    this.began = site.clock().instant();
    this.revision = GitRevision.of(site.root());
  }

  ApplyReport run(Predicate<PlanResult> approval) {
    if (request.unattended()) {
      try (WorkspaceLock lock = lock()) {
        State state = readUnderLock(lock);
        Run.Look look = run.lookUnderLock(state, holder(), events);
        PlanResult result = checked(look, state);
        approve(result, approval);
        return carryOut(lock, state, look, result);
      }
    }
    PlanResult shown = checked(run.lookBeforeChange(events), run.memory().state());
    approve(shown, approval);
    if (shown.plan().isEmpty()) {
      return nothing(shown);
    }
    try (WorkspaceLock lock = lock()) {
      State state = readUnderLock(lock);
      Run.Look look = run.lookUnderLock(state, holder(), events);
      PlanResult result = checked(look, state);
      if (!result.plan().id().equals(shown.plan().id())) {
        throw Staleness.between(shown.plan(), result.plan());
      }
      return carryOut(lock, state, look, result);
    }
  }

  /** What others are told who find a target locked. */
  private String holder() {
    return "%s, process %d, since %s: %s"
        .formatted(site.who(), ProcessHandle.current().pid(), began, site.command());
  }

  private WorkspaceLock lock() {
    return WorkspaceLock.take(
        folder,
        new LockHolder(
            site.user(), site.host(), ProcessHandle.current().pid(), began, site.command(), name));
  }

  /** Another apply may have ended between our first look and the lock. */
  private State readUnderLock(WorkspaceLock lock) {
    Memory memory = run.memoryOfNow();
    if (memory.unfinished().isPresent()) {
      Saved saved = new StateFile(folder, run.workspaceId()).write(memory.state(), lock);
      Journal.setAside(lock, run.workspaceId(), saved);
      return saved.state();
    }
    return memory.state();
  }

  private PlanResult checked(Run.Look look, State state) {
    Plan now = look.planning().plan();
    request
        .expect()
        .ifPresent(expected -> Staleness.expected(known(expected), now, state.history()));
    PlanResult result =
        request
            .claim()
            .map(claim -> claimed(claim, look, state.history()))
            .orElseGet(() -> run.result(look));
    if (!result.blockers().isEmpty()) {
      throw new ClovaException(result.blockers());
    }
    return result;
  }

  private PlanResult claimed(Plan claim, Run.Look look, List<ApplyRecord> history) {
    Plan now = look.planning().plan();
    Plan part = Staleness.claimed(claim, now, history);
    PlanResult result = run.result(look, part, claim.id());
    int left = now.actions().size() - part.actions().size();
    return left == 0
        ? result
        : result.noted("%d changes that this plan does not name are left.".formatted(left));
  }

  /** The plan may be one of those that were made here. */
  private Expectation known(Expectation expected) {
    return expected.plan().isPresent()
        ? expected
        : new PlanFolder(folder).find(expected.id()).map(Expectation::of).orElse(expected);
  }

  private static void approve(PlanResult result, Predicate<PlanResult> approval) {
    if (!approval.test(result)) {
      throw new ClovaException(Problem.of(ProblemCode.NOT_CONFIRMED, "Nothing was changed.", ""));
    }
  }

  private ApplyReport nothing(PlanResult result) {
    return new ApplyReport(
        result, new TreeMap<>(), false, List.of(), Duration.between(began, site.clock().instant()));
  }

  private ApplyReport carryOut(WorkspaceLock lock, State state, Run.Look look, PlanResult result) {
    State before = look.recorded(state);
    SortedMap<Placement, Work> work = new TreeMap<>(look.planning().work());
    work.keySet().retainAll(PlanDifference.placements(result.plan()));
    if (work.isEmpty()) {
      new StateFile(folder, run.workspaceId()).write(before, lock);
      return nothing(result);
    }
    String plan = id(result).text();
    try (Journal journal = Journal.open(lock, run.workspaceId(), rescue())) {
      journal.append(new JournalRecord.ApplyStarted(name, plan, began, site.who()));
      Applier applier = applier(journal, before, plan);
      SortedMap<Placement, PlacementOutcome> outcomes = applier.apply(work);
      return end(lock, journal, applier, result, outcomes);
    }
  }

  private Applier applier(Journal journal, State before, String plan) {
    TargetWorker worker =
        new TargetWorker(
            run.sessions(),
            run.cache(),
            run.workspaceId(),
            run.workspaceName(),
            name,
            site.who(),
            plan,
            site.clock(),
            site.randomness());
    Applier.Recorder recorder =
        new Applier.Recorder() {
          @Override
          public void intend(JournalRecord.Intent intent) {
            journal.append(intent);
          }

          @Override
          public void record(List<JournalRecord> records) {
            journal.append(records);
          }
        };
    Carrier carrier = new Carrier(run.sessions(), worker, holder());
    return new Applier(
        worker, carrier, recorder, site.clock(), request.interrupted(), events, before);
  }

  /** What was approved; less of it may be done. */
  private PlanId id(PlanResult result) {
    return request.claim().map(Plan::id).orElse(result.plan().id());
  }

  private ApplyReport end(
      WorkspaceLock lock,
      Journal journal,
      Applier applier,
      PlanResult result,
      SortedMap<Placement, PlacementOutcome> outcomes) {
    boolean interrupted = request.interrupted().getAsBoolean();
    Instant ended = site.clock().instant();
    ApplyReport report =
        new ApplyReport(
            result,
            outcomes,
            interrupted,
            applier.unrecorded().stream().toList(),
            Duration.between(began, ended));
    ApplyOutcome outcome = outcome(report);
    ApplyRecord record =
        new ApplyRecord(
            name,
            id(result).text(),
            site.who(),
            began,
            ended,
            outcome,
            count(outcomes, PlacementOutcome.Done.class),
            count(outcomes, PlacementOutcome.Failed.class)
                + count(outcomes, PlacementOutcome.Returned.class)
                + count(outcomes, PlacementOutcome.Unknown.class),
            count(outcomes, PlacementOutcome.Skipped.class),
            List.copyOf(outcomes.keySet()),
            revision.join());
    try {
      State state = applier.state().with(record);
      Saved saved = new StateFile(folder, run.workspaceId()).write(state, lock);
      if (applier.unrecorded().isEmpty()) {
        journal.append(new JournalRecord.ApplyEnded(outcome, ended));
        journal.rotate(saved);
      }
      return report;
    } catch (ClovaException e) {
      return report.problems().isEmpty() ? report.with(e.problems()) : report;
    }
  }

  private static ApplyOutcome outcome(ApplyReport report) {
    if (report.isComplete()) {
      return ApplyOutcome.DONE;
    }
    if (report.interrupted()) {
      return ApplyOutcome.INTERRUPTED;
    }
    boolean isBack =
        count(report.outcomes(), PlacementOutcome.Returned.class) > 0
            && report.outcomes().values().stream()
                .allMatch(
                    outcome ->
                        outcome instanceof PlacementOutcome.Returned
                            || outcome instanceof PlacementOutcome.Skipped);
    if (isBack) {
      return ApplyOutcome.ROLLED_BACK;
    }
    return count(report.outcomes(), PlacementOutcome.Done.class) > 0
        ? ApplyOutcome.PARTLY
        : ApplyOutcome.FAILED;
  }

  private static int count(
      SortedMap<Placement, PlacementOutcome> outcomes, Class<? extends PlacementOutcome> sort) {
    return Math.toIntExact(outcomes.values().stream().filter(sort::isInstance).count());
  }

  /** Where a record goes that could not be written in the working directory. */
  private Path rescue() {
    return site.home().resolve(".local").resolve("state").resolve("clova");
  }
}
