package dev.clova.engine.observed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clova.engine.remote.Limits;
import dev.clova.engine.remote.Reply;
import dev.clova.engine.remote.Request;
import dev.clova.engine.remote.Session;
import dev.clova.engine.remote.Sessions;
import dev.clova.engine.remote.ShellText;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Looks at all targets at once, as many at a time as the sessions allow. */
public final class Prober {

  /** What happens to a target while it is looked at. */
  public sealed interface Sighting {
    /** A connection is being made. */
    record Connecting(String target) implements Sighting {}

    /** It has answered. */
    record Looked(String target) implements Sighting {}

    /** It was not reached. */
    record Lost(String target, Problem problem) implements Sighting {}
  }

  private final Sessions sessions;
  private final RecordCache cache;

  /** A prober over these sessions. */
  public Prober(Sessions sessions, RecordCache cache) {
    this.sessions = sessions;
    this.cache = cache;
  }

  /**
   * Asks every target what it has. One that does not answer stops none of the others.
   *
   * @param requests what to ask, by target
   * @param seen is told as it happens, from many threads
   */
  public Observed observe(Map<String, LookRequest> requests, Consumer<Sighting> seen) {
    Map<String, TargetView> views = new ConcurrentHashMap<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, Future<TargetView>> looks = new HashMap<>();
      requests.forEach(
          (target, request) -> looks.put(target, each.submit(() -> look(target, request, seen))));
      looks.forEach((target, look) -> views.put(target, result(target, look)));
    }
    return Observed.of(views);
  }

  /**
   * The stable facts of one target, for templates that speak of them: a trip of its own.
   *
   * @throws ClovaException if it is not reached
   */
  public static SortedMap<String, String> facts(Sessions sessions, String target) {
    StringBuilder answer = new StringBuilder();
    Reply unused =
        sessions
            .open(target)
            .look(
                LookScript.ofFacts().whole(),
                List.of(),
                Limits.USUAL,
                (frame, body) -> answer.append(new String(body.readAllBytes(), UTF_8)));
    return Facts.read(answer.toString()).attributes().values();
  }

  /**
   * Asks one target, over the connection that there is, or a new one.
   *
   * @param seen is told as it happens
   */
  public TargetView look(String target, LookRequest request, Consumer<Sighting> seen) {
    seen.accept(new Sighting.Connecting(target));
    try {
      TargetView view = look(target, request, sessions.open(target));
      seen.accept(new Sighting.Looked(target));
      return view;
    } catch (ClovaException e) {
      sessions.drop(target);
      seen.accept(new Sighting.Lost(target, e.problems().getFirst()));
      return new TargetView.Lost(e.problems().getFirst());
    }
  }

  /** The lock, if it is wanted, goes out ahead of the look: what is seen then stays so. */
  private TargetView look(String target, LookRequest request, Session session) {
    request.lock().ifPresent(holder -> session.lock(root(request, session), holder));
    try {
      TargetView view = new TargetLook(target, request, session, cache).look();
      session.awaitLock();
      return view;
    } catch (ClovaException e) {
      session.awaitLock();
      throw e;
    }
  }

  /** A lock needs an absolute path, and only the target knows where a home is. */
  private static String root(LookRequest request, Session session) {
    if (!request.root().startsWith("~")) {
      return request.root();
    }
    StringBuilder home = new StringBuilder();
    Reply unused =
        session
            .shell()
            .run(
                Request.of(ShellText.of("frame home; printf '%s' \"$HOME\"")),
                (frame, body) -> home.append(new String(body.readAllBytes(), UTF_8)));
    return home + request.root().substring(1);
  }

  private static TargetView result(String target, Future<TargetView> look) {
    try {
      return look.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TargetView.Lost(
          Problem.of(ProblemCode.UNREACHABLE, "The look at `" + target + "` was interrupted.", ""));
    } catch (ExecutionException e) {
      throw new IllegalStateException("looking at " + target, e.getCause());
    }
  }
}
