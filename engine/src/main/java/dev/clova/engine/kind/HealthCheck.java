package dev.clova.engine.kind;

import dev.clova.engine.remote.ShellText;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.state.Address;
import dev.clova.state.Attributes;
import dev.clova.state.Evidence;
import dev.clova.state.Placement;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** The check's address in plans and records. */
  public static Address address(Placement placement) {
    return Address.of(placement, "health");
  }

  /** The step that waits for health, because of the run that it follows. */
  public Step step(Placement placement, Address run) {
    return step(claim(placement, Reason.DEPENDENCY).because(List.of(run)));
  }

  /** The step that tries a check which was not there before. */
  public Step changed(Placement placement) {
    return step(claim(placement, Reason.DEFINITION_CHANGED));
  }

  private PlannedAction claim(Placement placement, Reason reason) {
    return PlannedAction.of(address(placement), Verb.RUN, reason, "", describe())
        .evidence(List.of(Evidence.note("waits for " + describe())));
  }

  private Step step(PlannedAction claim) {
    return Step.of(claim, new Action.Await(describe(), awaited(), interval, timeout));
  }

  /** The check for the record: who looks later asks this and nothing else. */
  public Attributes attributes() {
    return switch (check) {
      case Check.Http(String url, String expect, String contains) ->
          Attributes.of(Map.of("http", url, "expect", expect, "contains", contains));
      case Check.Tcp(String host, int port) -> Attributes.of("tcp", host + ":" + port);
      case Check.Command(String command) -> Attributes.of("command", command);
    };
  }

  /** The same pauses with the check that a record remembers. */
  public HealthCheck asking(Attributes recorded) {
    Optional<Check> check = Optional.empty();
    if (recorded.get("http").isPresent()) {
      check =
          Optional.of(
              new Check.Http(
                  recorded.get("http").get(),
                  recorded.get("expect").orElse(""),
                  recorded.get("contains").orElse("")));
    } else if (recorded.get("tcp").isPresent()) {
      String address = recorded.get("tcp").get();
      int colon = address.lastIndexOf(':');
      check =
          Optional.of(
              new Check.Tcp(
                  address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))));
    } else if (recorded.get("command").isPresent()) {
      check = Optional.of(new Check.Command(recorded.get("command").get()));
    }
    return new HealthCheck(check.orElse(this.check), interval, timeout);
  }

  /** Whether it runs something of the service's own. */
  boolean isOwnCommand() {
    return check instanceof Check.Command;
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

  /** The same for who waits for it, and wants to know what the last try said. */
  private ShellText awaited() {
    return switch (check) {
      case Check.Http _, Check.Tcp _ -> ask();
      case Check.Command(String command) ->
          ShellText.of("clova_try ").plus(ShellText.word(command));
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
