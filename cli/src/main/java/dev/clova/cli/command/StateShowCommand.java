package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.RecordText;
import dev.clova.engine.Records;
import dev.clova.state.Address;
import dev.clova.state.ClovaException;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.List;

/** {@code clova state show ADDRESS}: all that is recorded of a placement. */
final class StateShowCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of("All that is recorded of one placement. Connects to no target.")
        .example("clova state show blog@vps", "what was left there, when, by which plan")
        .options(SharedOptions.JSON)
        .operands(Operands.one("ADDRESS", "SERVICE@TARGET"));
  }

  @Override
  public ExitStatus run(Call call) {
    Console console = call.console();
    try (Workplace workplace = Workplace.open(call, "state show")) {
      Records records = workplace.engine().records();
      PlacementRecord record = records.find(records.state(), address(call.operands().getFirst()));
      console.print(
          call.has(SharedOptions.JSON)
              ? List.of(RecordText.json(record))
              : RecordText.lines(record, console.outPalette()));
    }
    return ExitStatus.DONE;
  }

  /** A placement's or a resource's address. */
  static Address address(String typed) {
    return Address.parse(typed)
        .orElseThrow(
            () ->
                new ClovaException(
                    Problem.of(
                        ProblemCode.USAGE,
                        "`" + typed + "` is not the address of a placement.",
                        "Write it as `SERVICE@TARGET`; `clova state list` shows all.")));
  }
}
