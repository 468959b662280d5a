package dev.clova.engine;

import dev.clova.engine.observed.LookRequest;
import dev.clova.engine.observed.Observed;
import dev.clova.engine.observed.ServiceView;
import dev.clova.engine.observed.TargetView;
import dev.clova.state.ClovaException;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Looks at every target again and again, over connections that stay open. Each target has its own
 * pace, so that one that hangs keeps nobody waiting: its last answer stays, with its age.
 */
public final class Watch implements AutoCloseable {

  private static final TargetView UNHEARD =
      new TargetView.Lost(Problem.of(ProblemCode.UNREACHABLE, "It has not answered yet.", ""));

  private final Clock clock;
  private final Duration interval;
  private final Supplier<Run> renewal;
  private final ConcurrentMap<String, TargetView> views = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, TargetView> earlier = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Instant> heard = new ConcurrentHashMap<>();
  private final Set<String> followed = ConcurrentHashMap.newKeySet();
  private volatile State state;
  private volatile Run run;
  private volatile Optional<ClovaException> invalid = Optional.empty();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService loops = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Begins to look.
   *
   * @param run what is asked of whom
   * @param interval from the beginning of one look at a target to that of the next
   * @param renewal reads the definitions anew, for the same connections
   */
  Watch(Clock clock, Run run, Duration interval, Supplier<Run> renewal) {
    this.clock = clock;
    this.interval = interval;
    this.renewal = renewal;
    this.run = run;
    this.state = run.memory().state();
    follow(run);
    loops.execute(this::renew);
  }

  /** How everything is, from every target's last answer. Waits for nobody. */
  public FleetView view() {
    Run now = run;
    TreeMap<String, TargetView> seen = new TreeMap<>();
    now.questions(state, Optional.empty())
        .keySet()
        .forEach(target -> seen.put(target, views.getOrDefault(target, UNHEARD)));
    State known = state;
    Run.Look look = now.planned(new Observed(seen), known);
    return now.view(look, known, new TreeMap<>(heard), earlier);
  }

  /** What is wrong with the definitions now, if they no longer are what is shown. */
  public Optional<Problem> problem() {
    return invalid.map(failure -> failure.problems().getFirst());
  }

  private void follow(Run wanted) {
    wanted.questions(state, Optional.empty()).keySet().stream()
        .filter(followed::add)
        .forEach(target -> loops.execute(() -> follow(target)));
  }

  private void follow(String target) {
    boolean wanted = true;
    while (wanted) {
      long began = System.nanoTime();
      Optional<LookRequest> question =
          Optional.ofNullable(run.questions(state, Optional.empty()).get(target));
      question.ifPresent(asked -> take(target, run.lookAt(target, asked)));
      Duration left = interval.minusNanos(System.nanoTime() - began);
      wanted = question.isPresent() && !isClosedWithin(left);
    }
    views.remove(target);
    followed.remove(target);
  }

  private void take(String target, TargetView view) {
    if (view instanceof TargetView.Reached reached) {
      heard.put(target, clock.instant());
      reached.services().values().stream()
          .filter(this::isOurs)
          .forEach(seen -> seen.record().ifPresent(this::record));
    }
    Optional.ofNullable(views.put(target, view)).ifPresent(last -> earlier.put(target, last));
  }

  private boolean isOurs(ServiceView seen) {
    String ours = run.workspaceId();
    return seen.receipt().filter(receipt -> receipt.workspaceId().equals(ours)).isPresent();
  }

  /** Another receipt than the one that is known would else be sent again and again. */
  private synchronized void record(PlacementRecord record) {
    if (!state.placement(record.placement()).equals(Optional.of(record))) {
      state = state.with(record);
    }
  }

  /** Somebody may edit the definitions, or apply, while this goes on. */
  private void renew() {
    while (!isClosedWithin(interval.multipliedBy(2))) {
      try {
        Run renewed = renewal.get();
        run = renewed;
        invalid = Optional.empty();
        follow(renewed);
      } catch (ClovaException e) {
        invalid = Optional.of(e);
      }
    }
  }

  private boolean isClosedWithin(Duration time) {
    try {
      return closed.await(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Ends the connections; what hangs on one is broken off. */
  @Override
  public void close() {
    closed.countDown();
    run.close();
    loops.shutdownNow();
  }
}
