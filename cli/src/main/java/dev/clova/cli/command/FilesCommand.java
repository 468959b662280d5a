package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.FilesTable;
import dev.clova.engine.ServiceFiles;
import java.util.List;

/** {@code clova files SERVICE}: what would be sent, and what would not. */
final class FilesCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "List what would be sent of a service, with modes, sizes and digests, and what would not"
                + " be, and why. Of several targets the first counts.")
        .example("clova files blog", "for people")
        .example("clova files blog@vps --json", "for programs")
        .options(SharedOptions.JSON)
        .options(ConnectOptions.ALL)
        .operands(Operands.one("SERVICE[@TARGET]", "Of what"));
  }

  @Override
  public ExitStatus run(Call call) {
    ServiceFiles files;
    try (Workplace workplace = Workplace.open(call, "files")) {
      files = workplace.engine().files(call.operands().getFirst());
    }
    Console console = call.console();
    console.print(
        call.has(SharedOptions.JSON)
            ? List.of(FilesTable.json(files))
            : FilesTable.lines(files, console.outPalette(), console.columns()));
    return ExitStatus.DONE;
  }
}
