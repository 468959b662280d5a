package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.engine.Relocations;
import java.util.List;

/** {@code clova swap A B}: what one target runs goes to the other, and the other way round. */
final class SwapCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Exchange what two targets run, data and all. A service that is on both, or on neither,"
                + " stays as it is.")
        .example("clova swap vps nuc", "everything")
        .example("clova swap vps nuc blog wiki", "these two services")
        .options(Relocating.OPTIONS)
        .options(FormatOptions.ALL)
        .options(ConnectOptions.ALL)
        .operands(new Operands("NAME", 2, Integer.MAX_VALUE, "Two targets, then services"));
  }

  @Override
  public ExitStatus run(Call call) {
    List<String> names = call.operands();
    return Relocating.run(
        call,
        "swap",
        definitions ->
            Relocations.swap(
                definitions, names.get(0), names.get(1), names.subList(2, names.size())));
  }
}
