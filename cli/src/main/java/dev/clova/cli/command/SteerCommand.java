package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.engine.PlanRequest;
import dev.clova.engine.planning.HoldTerms;
import dev.clova.engine.planning.Intent;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * {@code clova start}, {@code stop}, {@code restart} and {@code reload}: what is deployed is
 * steered and left as it is otherwise. A plan like any other: shown, asked for, carried out in
 * order.
 *
 * @param name what is typed
 * @param intent what is wanted
 * @param syntax what may stand on the line
 * @param question what is asked before it is done
 */
record SteerCommand(String name, Intent intent, Syntax syntax, String question) implements Command {

  private static final Setting<String> REASON =
      Setting.text("TEXT", "Why, for everybody who meets the hold", "--reason");
  private static final Setting<Deadline> UNTIL =
      new Setting<>(
          List.of("--until"),
          "WHEN",
          Deadline.WANTED,
          Deadline::parse,
          "The hold ends by itself: after `2h`, or at `2027-01-31T06:00`",
          "");

  private static final List<Option> OPTIONS =
      List.of(SharedOptions.YES, PlanOptions.TARGET, PlanOptions.EXCLUDE, PlanOptions.ADOPT);
  private static final Operands OPERANDS =
      Operands.some("SELECTION", "SERVICE, SERVICE@TARGET, @TARGET or tag:TAG");

  static SteerCommand start() {
    return of(
        "start",
        Intent.START,
        Syntax.of(
                "Start services as they are deployed, in the order of `after`, and wait for their"
                    + " health. Lifts a hold.")
            .example("clova start blog", "on all its targets")
            .example("clova start blog@vps --yes", "on one, without a question"),
        "Start this?");
  }

  static SteerCommand stop() {
    return of(
        "stop",
        Intent.STOP,
        Syntax.of(
                "Stop services, those first that come after others, and hold them: an apply leaves"
                    + " them alone until `clova start`, or until the hold ends.")
            .example("clova stop blog", "until somebody starts it")
            .example(
                "clova stop @nuc --until 2h --reason 'new disk'", "all of a target, for a while")
            .options(REASON, UNTIL),
        "Stop this?");
  }

  static SteerCommand restart() {
    return of(
        "restart",
        Intent.RESTART,
        Syntax.of("Restart services as they are deployed, and wait for their health.")
            .example("clova restart blog", "on all its targets")
            .example("clova restart tag:web", "all services of some targets"),
        "Restart this?");
  }

  static SteerCommand reload() {
    return of(
        "reload",
        Intent.RELOAD,
        Syntax.of(
                "Let services read their files again; what cannot do so is restarted, and the plan"
                    + " says so.")
            .example("clova reload proxy", "on all its targets"),
        "Reload this?");
  }

  private static SteerCommand of(String name, Intent intent, Syntax syntax, String question) {
    return new SteerCommand(
        name,
        intent,
        syntax
            .options(OPTIONS)
            .options(SharedOptions.JSON)
            .options(ConnectOptions.ALL)
            .operands(OPERANDS),
        question);
  }

  @Override
  public ExitStatus run(Call call) {
    PlanRequest request = PlanOptions.request(call, intent).withHold(terms(call));
    return ApplyCommand.run(call, name, request, Optional.empty(), question);
  }

  private static HoldTerms terms(Call call) {
    return new HoldTerms(
        call.value(REASON).map(String::strip).orElse(""),
        call.value(UNTIL).map(until -> until.from(Clock.systemUTC().instant())));
  }
}
