package dev.clova.cli.command;

import dev.clova.cli.console.Exit;
import dev.clova.engine.transport.Endpoint;
import dev.clova.engine.transport.SystemSsh;
import java.util.List;

/** {@code clova ssh TARGET}: the system's ssh, as the target's definition says. */
final class SshCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Log in on a target with the system's `ssh`, with the host, port, user, keys and jump"
                + " hosts that its definition gives it. The exit status is that of `ssh`.")
        .example("clova ssh vps", "a login shell")
        .example("clova ssh vps -- uptime", "a command, as `ssh` runs it")
        .operands(Operands.some("TARGET -- COMMAND", "Where, and what to run there"));
  }

  @Override
  public Exit run(Call call) {
    Endpoint endpoint;
    try (Workplace workplace = Workplace.open(call, "ssh")) {
      endpoint = workplace.engine().endpoint(call.operands().getFirst());
    }
    List<String> words = call.operands().subList(1, call.operands().size());
    return new Exit.Foreign(SystemSsh.run(endpoint, words));
  }
}
