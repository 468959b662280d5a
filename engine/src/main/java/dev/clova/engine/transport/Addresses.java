package dev.clova.engine.transport;

import dev.clova.engine.transport.Route.Family;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks up the addresses of hosts, with a time limit that the system's own look-up does not have. A
 * few platform threads wait for name servers; those of a slow one do not hold up the other work.
 */
final class Addresses implements AutoCloseable {

  private static final int LOOKUPS_AT_ONCE = 16;

  private final ExecutorService lookups;

  Addresses() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            LOOKUPS_AT_ONCE,
            LOOKUPS_AT_ONCE,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("clova-names-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    lookups = pool;
  }

  /**
   * The addresses of a route's host, in the order in which they should be tried.
   *
   * @throws ClovaException UNREACHABLE if the name stands for none
   */
  List<String> of(Route route) {
    if (isLiteral(route.host())) {
      return List.of(route.host());
    }
    Future<InetAddress[]> lookup = lookups.submit(() -> InetAddress.getAllByName(route.host()));
    try {
      InetAddress[] found = lookup.get(route.timeout().toMillis(), TimeUnit.MILLISECONDS);
      List<String> addresses =
          Arrays.stream(found)
              .filter(address -> fits(address, route.family()))
              .map(InetAddress::getHostAddress)
              .toList();
      if (addresses.isEmpty()) {
        throw unknown(route, "has no address of the wanted kind");
      }
      return addresses;
    } catch (ExecutionException e) {
      throw unknown(
          route,
          e.getCause() instanceof UnknownHostException
              ? "is not a name that can be resolved here"
              : "could not be looked up");
    } catch (TimeoutException e) {
      lookup.cancel(true);
      throw unknown(route, "was not answered by the name server within " + seconds(route) + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(route, "was not looked up: interrupted");
    }
  }

  @Override
  public void close() {
    lookups.shutdownNow();
  }

  private static long seconds(Route route) {
    return route.timeout().toSeconds();
  }

  private static boolean fits(InetAddress address, Family family) {
    return switch (family) {
      case ANY -> true;
      case IPV4 -> address instanceof Inet4Address;
      case IPV6 -> !(address instanceof Inet4Address);
    };
  }

  private static boolean isLiteral(String host) {
    return host.contains(":") || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  }

  private static ClovaException unknown(Route route, String what) {
    return new ClovaException(
        Problem.of(
            ProblemCode.UNREACHABLE,
            "`"
                + Reasons.shown(route.host())
                + "`, the host of `"
                + route.target()
                + "`, "
                + what
                + ".",
            "Correct `host` of the target, or `HostName` in the SSH configuration."));
  }
}
