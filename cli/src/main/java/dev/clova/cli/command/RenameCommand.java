package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import java.util.List;

/** {@code clova rename OLD NEW}: another name for a service, which keeps what it has. */
final class RenameCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Give a service another name: its folder here, what other services say of it, and on"
                + " its targets its directory, with its data. It is stopped for as long as that"
                + " takes. Renaming the folder by hand and writing `renamed_from` into its file is"
                + " the same.")
        .example("clova rename weblog blog", "the folder becomes blog/")
        .example("clova rename weblog blog --check", "only shows what would happen")
        .options(Relocating.OPTIONS)
        .options(FormatOptions.ALL)
        .options(ConnectOptions.ALL)
        .operands(new Operands("NAME", 2, 2, "The service's name, and the new one"));
  }

  @Override
  public ExitStatus run(Call call) {
    List<String> names = call.operands();
    return Relocating.rename(call, names.get(0), names.get(1));
  }
}
