package dev.clova.cli.command;

import dev.clova.cli.command.Checkup.Result;
import dev.clova.cli.command.Checkup.State;
import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.console.Printable;
import dev.clova.cli.console.Style;
import dev.clova.cli.console.Table;
import java.util.List;

/** {@code clova doctor}: whether this machine has what Clova needs. */
final class DoctorCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Check this machine: version, Java, locale, working directory, known hosts, keys, and the"
                + " programs that some commands need. Connects to no target. Exit status 1 if"
                + " something keeps Clova from working.")
        .example("clova doctor", "what is there, and what is missing");
  }

  @Override
  public ExitStatus run(Call call) {
    Console console = call.console();
    List<Result> results = Checkup.of(call.environment(), call.directory());
    Table table = new Table();
    for (Result result : results) {
      Style style =
          switch (result.state()) {
            case WELL -> Style.ADDED;
            case LIMITED -> Style.WARNING;
            case BROKEN -> Style.ERROR;
          };
      String mark = result.state() == State.WELL ? "ok" : "!!";
      table.row(
          Table.cell(style, mark),
          Table.plain(result.about()),
          Table.plain(Printable.of(result.finding())));
      if (!result.remedy().isEmpty()) {
        table.row(Table.plain(""), Table.plain(""), Table.cell(Style.HINT, result.remedy()));
      }
    }
    console.print(table.lines(console.outPalette(), console.columns()));
    return results.stream().anyMatch(result -> result.state() == State.BROKEN)
        ? ExitStatus.FAILED
        : ExitStatus.DONE;
  }
}
