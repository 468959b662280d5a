package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.Remarks;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import java.util.Optional;

/** {@code clova state mv FROM TO}: gives what is recorded another name. */
final class StateMvCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Give what is recorded another name, after a service or a target was renamed in the"
                + " definitions. A service's directory on the target is renamed with it.")
        .example("clova state mv blog@vps blog@web1", "the target has a new name")
        .example("clova state mv blog@vps weblog@vps", "the service has a new name")
        .options(ConnectOptions.ALL)
        .operands(new Operands("ADDRESS", 2, 2, "SERVICE@TARGET: the old name, then the new one"));
  }

  @Override
  public ExitStatus run(Call call) {
    Console console = call.console();
    Remarks remarks = new Remarks(console.errPalette(), console.columns());
    Placement from = StateShowCommand.address(call.operands().getFirst()).placement();
    Placement to = StateShowCommand.address(call.operands().getLast()).placement();
    try (Workplace workplace = Workplace.open(call, "state mv")) {
      Optional<Problem> unreached = workplace.engine().records().rename(from, to);
      console.say(
          remarks.sentence(
              "`%s` is `%s` now. `clova plan` shows what that means.".formatted(from, to)));
      unreached.ifPresent(
          problem ->
              console.say(
                  remarks.item(
                      "`%s` was not reached, so its receipt still has the old name; that does no harm. %s"
                          .formatted(to.target(), problem.detail()))));
    }
    return ExitStatus.DONE;
  }
}
