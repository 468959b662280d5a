package dev.clova.engine;

import dev.clova.engine.live.LogLine;
import dev.clova.engine.live.LogListener;
import dev.clova.engine.live.LogPipe;
import dev.clova.engine.live.LogReader;
import dev.clova.engine.live.LogSource;
import dev.clova.engine.observed.ReceiptsAlone;
import dev.clova.engine.remote.RemoteShell;
import dev.clova.engine.remote.Session;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The logs of many placements as one stream. Each target has a thread that connects, again after a
 * break if the logs are followed; each log has a shell on that connection. A target that hangs
 * holds up none of the others.
 */
final class LogStream {

  /** How long a line waits for older ones of other logs. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration PATIENCE_WHILE_FOLLOWING = Duration.ofMillis(500);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Reach reach;
  private final LogRequest request;
  private final LogListener listener;
  private final LogPipe pipe;
  private final ConcurrentLinkedQueue<Problem> problems = new ConcurrentLinkedQueue<>();

  LogStream(Clock clock, Reach reach, LogRequest request, LogListener listener) {
    this.reach = reach;
    this.request = request;
    this.listener = listener;
    this.pipe = new LogPipe(request.wish().follow() ? PATIENCE_WHILE_FOLLOWING : PATIENCE, clock);
  }

  /** Streams until all logs have ended or nobody listens; gives what went wrong. */
  List<Problem> run() {
    SortedMap<String, SortedSet<Placement>> targets = new TreeMap<>();
    for (Placement placement : reach.placements(request.selection())) {
      targets.computeIfAbsent(placement.target(), name -> new TreeSet<>()).add(placement);
      pipe.open(placement);
    }
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      targets.forEach((target, logs) -> each.execute(() -> follow(target, logs)));
      boolean wanted = true;
      for (Optional<List<LogLine>> lines = pipe.next();
          wanted && lines.isPresent();
          lines = pipe.next()) {
        wanted = listener.lines(lines.get());
      }
      pipe.stop();
      reach.sessions().close();
    }
    return problems.stream().sorted().distinct().toList();
  }

  private void follow(String target, SortedSet<Placement> placements) {
    Map<Placement, LogReader> readers = new HashMap<>();
    SortedSet<Placement> open = new TreeSet<>(placements);
    Duration pause = FIRST_PAUSE;
    while (!open.isEmpty() && !pipe.isStopped()) {
      boolean reached = false;
      try {
        Session session = reach.sessions().open(target);
        if (readers.isEmpty()) {
          prepare(target, session, open, readers);
        } else {
          listener.notice("`" + target + "` is there again.");
        }
        reached = true;
        read(target, session, open, readers);
      } catch (ClovaException e) {
        give(e.problems().getFirst(), pause, open);
      }
      pause = reached ? FIRST_PAUSE : pause.multipliedBy(2);
      if (!open.isEmpty() && !pipe.isStopped()) {
        reach.sessions().drop(target);
        pipe.pause(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
      }
    }
    open.forEach(pipe::end);
  }

  /** Only what may be otherwise in a moment is worth waiting for. */
  private void give(Problem problem, Duration pause, SortedSet<Placement> open) {
    if (request.wish().follow() && problem.code() == ProblemCode.UNREACHABLE) {
      if (pause.equals(FIRST_PAUSE)) {
        listener.notice(problem.detail() + " Trying again.");
      }
      return;
    }
    if (!pipe.isStopped()) {
      problems.add(problem);
    }
    open.forEach(pipe::end);
    open.clear();
  }

  private void prepare(
      String target,
      Session session,
      SortedSet<Placement> open,
      Map<Placement, LogReader> readers) {
    SortedMap<String, Receipt> receipts =
        ReceiptsAlone.read(session.shell(), target, reach.root(target), reach.workspaceId());
    for (Placement placement : List.copyOf(open)) {
      Optional<Receipt> receipt = Optional.ofNullable(receipts.get(placement.service()));
      Optional<LogSource> source = receipt.flatMap(there -> LogSource.of(there.record()));
      if (source.isPresent()) {
        readers.put(placement, new LogReader(source.get(), request.wish(), pipe));
      } else {
        problems.add(
            receipt.isEmpty()
                ? Problem.of(
                    ProblemCode.FAILED,
                    "There is no `%s` on `%s`.".formatted(placement.service(), target),
                    "`clova apply %s` brings it there.".formatted(placement))
                : Problem.of(
                    ProblemCode.FAILED,
                    "`%s` has no log.".formatted(placement),
                    "`logs` in `[command]` names a command that prints it."));
        pipe.end(placement);
        open.remove(placement);
      }
    }
  }

  private void read(
      String target,
      Session session,
      SortedSet<Placement> open,
      Map<Placement, LogReader> readers) {
    Map<Placement, Future<LogReader.End>> reading = new TreeMap<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      boolean first = true;
      for (Placement placement : open) {
        LogReader reader = readers.get(placement);
        if (reader != null) {
          boolean usesTheFirst = first;
          first = false;
          reading.put(
              placement,
              each.submit(
                  () ->
                      read(
                          reader,
                          usesTheFirst ? session.shell() : reach.sessions().another(target))));
        }
      }
    }
    List<Placement> broken = new ArrayList<>();
    reading.forEach(
        (placement, end) -> {
          switch (result(end)) {
            case LogReader.End.Over() -> close(placement, open);
            case LogReader.End.Failed(Problem problem) -> {
              problems.add(problem);
              close(placement, open);
            }
            case LogReader.End.Broken() -> broken.add(placement);
          }
        });
    if (!broken.isEmpty() && !pipe.isStopped()) {
      breakOff(target, broken, open);
    }
  }

  private void breakOff(String target, List<Placement> broken, SortedSet<Placement> open) {
    if (request.wish().follow()) {
      listener.notice("The connection to `%s` was lost; trying again.".formatted(target));
      return;
    }
    problems.add(
        Problem.of(
            ProblemCode.UNREACHABLE,
            "The connection to `%s` was lost while its logs were read.".formatted(target),
            "Check the network and the machine, then try again."));
    broken.forEach(placement -> close(placement, open));
  }

  private void close(Placement placement, SortedSet<Placement> open) {
    open.remove(placement);
    pipe.end(placement);
  }

  private static LogReader.End read(LogReader reader, RemoteShell shell) {
    try (shell) {
      return reader.read(shell);
    }
  }

  private static LogReader.End result(Future<LogReader.End> end) {
    try {
      return end.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new LogReader.End.Broken();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ClovaException refused) {
        return new LogReader.End.Failed(refused.problems().getFirst());
      }
      throw new IllegalStateException("reading a log", e.getCause());
    }
  }
}
