package dev.clova.engine.remote;

import dev.clova.engine.transport.Connection;
import dev.clova.engine.transport.Endpoint;
import dev.clova.engine.transport.Transport;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/**
 * One session for each target, for the length of a command: the connection is the dearest thing
 * there is. Only so many are made at the same time.
 */
public final class Sessions implements AutoCloseable {

  /**
   * How to reach a target, and with which rights.
   *
   * @param endpoint how it is reached
   * @param privilege the rights that the work is to have
   */
  public record Way(Endpoint endpoint, Privilege privilege) {}

  private final Transport transport;
  private final Map<String, Way> ways = new ConcurrentHashMap<>();
  private final RandomGenerator randomness;
  private final Semaphore connecting;
  private final Map<String, CompletableFuture<Session>> open = new HashMap<>();
  private final Map<String, List<Session>> more = new HashMap<>();

  /**
   * Sessions over a transport.
   *
   * @param ways how to reach the targets, by name
   * @param randomness for the marks of answers; must be unpredictable
   * @param atOnce how many connections are made at the same time
   */
  public Sessions(
      Transport transport, Map<String, Way> ways, RandomGenerator randomness, int atOnce) {
    this.transport = transport;
    this.ways.putAll(ways);
    this.randomness = randomness;
    this.connecting = new Semaphore(atOnce);
  }

  /**
   * Begins to connect to targets without waiting for them: whoever opens their sessions later has
   * something else to do until then. One that is not reached is told of when its session is opened.
   */
  public void expect(Collection<String> targets) {
    for (String target : targets) {
      CompletableFuture<Session> unused = begun(target);
    }
  }

  /**
   * The session of a target, opened if it is not open yet.
   *
   * @throws dev.clova.state.ClovaException if the target is not reached
   */
  public Session open(String target) {
    CompletableFuture<Session> session = begun(target);
    try {
      return session.get();
    } catch (ExecutionException e) {
      synchronized (open) {
        open.remove(target, session);
      }
      if (e.getCause() instanceof RuntimeException why) {
        throw why;
      }
      throw new IllegalStateException("connecting to " + target, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClovaException(
          Problem.of(
              ProblemCode.UNREACHABLE, "Connecting to `" + target + "` was interrupted.", ""),
          e);
    }
  }

  private CompletableFuture<Session> begun(String target) {
    synchronized (open) {
      return open.computeIfAbsent(
          target,
          name ->
              CompletableFuture.supplyAsync(
                  () -> connect(name),
                  work -> Thread.ofVirtual().name("connect-" + name).start(work)));
    }
  }

  /**
   * A session over a connection of its own, made and authenticated anew, whatever is open. The
   * caller closes it.
   *
   * @throws ClovaException if the target is not reached
   */
  public Session anew(String target) {
    return connect(target);
  }

  /**
   * One more shell on a target, over the connection that is there; over one more connection if that
   * allows no further one. The caller closes the shell.
   *
   * @throws ClovaException if the target is not reached
   */
  public RemoteShell another(String target) {
    try {
      return open(target).another();
    } catch (ClovaException e) {
      if (e.problems().getFirst().code() != ProblemCode.TARGET_ANSWER) {
        throw e;
      }
      Session session = connect(target);
      synchronized (open) {
        more.computeIfAbsent(target, name -> new ArrayList<>()).add(session);
      }
      return session.shell();
    }
  }

  private Session connect(String target) {
    Way way = way(target);
    connecting.acquireUninterruptibly();
    try {
      Connection connection = transport.connect(way.endpoint());
      RemoteShell shell = RemoteShell.open(connection, target, way.privilege(), randomness);
      return new Session(target, connection, shell, way.privilege(), randomness);
    } finally {
      connecting.release();
    }
  }

  /** Other ways are taken from now on; a session over one that is no longer so is given up. */
  public void follow(Map<String, Way> other) {
    List<String> changed =
        ways.keySet().stream()
            .filter(target -> !Optional.ofNullable(other.get(target)).equals(known(target)))
            .toList();
    ways.putAll(other);
    ways.keySet().retainAll(other.keySet());
    changed.forEach(this::drop);
  }

  private Optional<Way> known(String target) {
    return Optional.ofNullable(ways.get(target));
  }

  /** How a target is reached. */
  public Way way(String target) {
    Way way = ways.get(target);
    if (way == null) {
      throw new IllegalArgumentException("no way to " + target);
    }
    return way;
  }

  /** Gives a session up; the next {@link #open} makes a new one. */
  public void drop(String target) {
    List<Session> sessions = new ArrayList<>();
    Optional<CompletableFuture<Session>> given;
    synchronized (open) {
      given = Optional.ofNullable(open.remove(target));
      sessions.addAll(more.getOrDefault(target, List.of()));
      more.remove(target);
    }
    given.ifPresent(Sessions::close);
    sessions.forEach(Session::close);
  }

  /** One that is not there yet is closed when it is. */
  private static void close(CompletableFuture<Session> session) {
    CompletableFuture<Void> unused = session.thenAccept(Session::close);
  }

  /** Closes all at once: each takes a trip to its target. */
  @Override
  public void close() {
    List<Runnable> ends = new ArrayList<>();
    synchronized (open) {
      open.values().forEach(session -> ends.add(() -> close(session)));
      more.values().forEach(sessions -> sessions.forEach(session -> ends.add(session::close)));
      open.clear();
      more.clear();
    }
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      ends.forEach(each::execute);
    }
  }
}
