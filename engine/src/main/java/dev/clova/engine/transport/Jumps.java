package dev.clova.engine.transport;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.apache.sshd.client.session.forward.ExplicitPortForwardingTracker;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/**
 * The ways to hosts, directly or through others. Targets behind the same jump hosts share one
 * session with each of them; it stays open as long as the transport.
 */
final class Jumps {

  private static final String HERE = "127.0.0.1";

  private final Function<Route, StrictSession> login;
  private final Map<List<Route>, FutureTask<StrictSession>> sessions = new ConcurrentHashMap<>();

  /** Jump hosts are logged in to like any other host. */
  Jumps(Function<Route, StrictSession> login) {
    this.login = login;
  }

  /**
   * Where to connect to for a host; to be closed when the connection stands or has failed.
   *
   * @param addresses the addresses to try, in order
   * @param port the port
   * @param forwarding the door on this machine that leads to the last jump host
   */
  record Way(List<String> addresses, int port, Optional<ExplicitPortForwardingTracker> forwarding)
      implements AutoCloseable {

    /** Shuts the door; a connection that went through it stays. */
    @Override
    public void close() {
      forwarding.ifPresent(Way::shut);
    }

    private static void shut(ExplicitPortForwardingTracker door) {
      try {
        door.close();
      } catch (IOException e) {
        // It goes with its session at the latest.
        door.getClientSession().isOpen();
      }
    }
  }

  /**
   * The way to a host.
   *
   * @throws ClovaException if a jump host cannot be used, or the name has no address
   */
  Way way(Route route, Addresses addresses) {
    if (route.jumps().isEmpty()) {
      return new Way(addresses.of(route), route.port(), Optional.empty());
    }
    StrictSession last = session(route.jumps());
    try {
      ExplicitPortForwardingTracker door =
          last.createLocalPortForwardingTracker(
              new SshdSocketAddress(HERE, 0), new SshdSocketAddress(route.host(), route.port()));
      return new Way(List.of(HERE), door.getBoundAddress().getPort(), Optional.of(door));
    } catch (IOException e) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.UNREACHABLE,
              route.described()
                  + " cannot be reached through its jump host: "
                  + Reasons.of(e)
                  + ".",
              "Try again; if it stays so, use `connection = \"openssh\"` for this target."),
          e);
    }
  }

  private StrictSession session(List<Route> chain) {
    Route hop = chain.getLast().through(chain.subList(0, chain.size() - 1));
    FutureTask<StrictSession> fresh = new FutureTask<>(() -> login.apply(hop));
    FutureTask<StrictSession> shared =
        sessions.compute(chain, (key, old) -> old == null || isSpent(old) ? fresh : old);
    if (shared == fresh) {
      fresh.run();
    }
    try {
      return shared.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClovaException(interrupted(hop), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ClovaException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static boolean isSpent(FutureTask<StrictSession> task) {
    return switch (task.state()) {
      case RUNNING -> false;
      case SUCCESS -> !task.resultNow().isOpen();
      case FAILED, CANCELLED -> true;
    };
  }

  private static Problem interrupted(Route hop) {
    return Problem.of(
        ProblemCode.UNREACHABLE, "Interrupted while connecting to " + hop.described() + ".", "");
  }
}
