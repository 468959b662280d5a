package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.VersionsTable;
import dev.clova.engine.EarlierVersion;
import dev.clova.engine.planning.Intent;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * {@code clova rollback}: services go back to versions that their targets have kept. A plan like
 * any other: shown, asked for, carried out.
 */
final class RollbackCommand implements Command {

  private static final Setting<Integer> TO =
      Setting.number(
          "N", 1, 99, "How many versions back, as `--list` numbers them; default 1", "--to");
  private static final Flag LIST =
      Flag.of("Show what can be gone back to: when, by which plan, from which commit", "--list");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Bring back an earlier version of services: files, environment and images, as the"
                + " targets have kept them. Persistent data is left as it is.")
        .example("clova rollback blog", "to the version before, after a question")
        .example("clova rollback blog@vps --to 2 --yes", "two versions back, on one target")
        .example("clova rollback blog --list", "what there is")
        .options(SharedOptions.YES, TO, LIST)
        .options(PlanOptions.TARGET, PlanOptions.EXCLUDE, PlanOptions.ALLOW)
        .options(FormatOptions.ALL)
        .options(ConnectOptions.ALL)
        .operands(Operands.some("SELECTION", "SERVICE, SERVICE@TARGET, @TARGET or tag:TAG"));
  }

  @Override
  public ExitStatus run(Call call) {
    if (call.has(LIST)) {
      return list(call);
    }
    return ApplyCommand.run(
        call,
        "rollback",
        PlanOptions.request(call, Intent.ROLL_BACK).back(call.value(TO).orElse(1)),
        Optional.empty(),
        "Go back?");
  }

  private static ExitStatus list(Call call) {
    List<EarlierVersion> versions;
    try (Workplace workplace = Workplace.open(call, "rollback")) {
      versions = workplace.engine().versions(PlanOptions.selection(call));
    }
    Console console = call.console();
    console.print(
        call.has(SharedOptions.JSON)
            ? List.of(VersionsTable.json(versions))
            : VersionsTable.lines(
                versions, ZoneId.systemDefault(), console.outPalette(), console.columns()));
    return ExitStatus.DONE;
  }
}
