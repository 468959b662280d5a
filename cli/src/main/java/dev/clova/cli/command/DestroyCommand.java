package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.engine.planning.Intent;
import java.util.Optional;

/** {@code clova destroy}: stops services and removes what Clova put on their targets. */
final class DestroyCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Stop services and remove what Clova put on their targets. Persistent data is kept, and"
                + " named, unless --purge is given.")
        .example("clova destroy blog", "from all its targets, after a question")
        .example("clova destroy blog@vps --yes", "from one target")
        .options(SharedOptions.YES)
        .options(PlanOptions.ALL)
        .options(FormatOptions.ALL)
        .options(ConnectOptions.ALL)
        .operands(Operands.some("SELECTION", "SERVICE, SERVICE@TARGET, @TARGET or tag:TAG"));
  }

  @Override
  public ExitStatus run(Call call) {
    return ApplyCommand.run(
        call,
        "destroy",
        PlanOptions.request(call, Intent.DESTROY),
        Optional.empty(),
        "Remove all this?");
  }
}
