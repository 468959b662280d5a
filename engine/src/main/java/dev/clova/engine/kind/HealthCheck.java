package dev.clova.engine.kind;

import dev.clova.engine.remote.ShellText;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.state.Address;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Verb;
import java.time.Duration;
import java.util.List;

/**
 * What tells that a service works, asked on its target after every start.
 *
 * <pre>{@code
 * [health]
 * http    = "http://localhost:2368/"
 * timeout = "60s"
 * }</pre>
 *
 * @param check what is asked
 * @param interval the pause between two tries
 * @param timeout after which the service counts as unhealthy
 */
public record HealthCheck(Check check, Duration interval, Duration timeout) {

  /** What is asked. */
  public sealed interface Check {

    /**
     * An HTTP request.
     *
     * @param url what is fetched
     * @param expect the one status that is right; empty: any 2xx or 3xx
     * @param contains what the body must hold; may be empty
     */
    record Http(String url, String expect, String contains) implements Check {}

    /**
     * A TCP connection.
     *
     * @param host where to
     * @param port which
     */
    record Tcp(String host, int port) implements Check {}

    /**
     * A command of the service's own, in its directory; status 0 is healthy.
     *
     * @param command what the shell runs
     */
    record Command(String command) implements Check {}
  }

  /** The step that waits for health, because of the run that it follows. */
  public Step step(Placement placement, Address run) {
    PlannedAction claim =
        PlannedAction.of(
                Address.of(placement, "health"), Verb.RUN, Reason.DEPENDENCY, "", describe())
            .because(List.of(run))
            .evidence(List.of(Evidence.note("waits for " + describe())));
    return Step.of(claim, new Action.Await(describe(), ask(), interval, timeout));
  }

  /** The check as shell text with status 0 for healthy. */
  public ShellText ask() {
    return switch (check) {
      case Check.Http(String url, String expect, String contains) ->
          ShellText.of("clova_http ").plus(ShellText.words(List.of(url, expect, contains)));
      case Check.Tcp(String host, int port) ->
          ShellText.of("clova_tcp ").plus(ShellText.words(List.of(host, Integer.toString(port))));
      case Check.Command(String command) ->
          ShellText.of("clova_ask ").plus(ShellText.word(command));
    };
  }

  /** For people. */
  public String describe() {
    return switch (check) {
      case Check.Http(String url, String expect, String contains) -> url;
      case Check.Tcp(String host, int port) -> host + ":" + port;
      case Check.Command(String command) -> command;
    };
  }
}
