package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.Remarks;
import dev.clova.engine.Records;
import dev.clova.engine.Selection;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** {@code clova state forget}: placements are no longer ours; what is on the targets stays. */
final class StateForgetCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Forget placements. Whatever is on their targets stays as it is and is nobody's from"
                + " then on. Their receipts there go, if the targets are within reach.")
        .example("clova state forget blog@vps", "one placement, after a question")
        .example("clova state forget @old --yes", "all on a target that is gone")
        .options(SharedOptions.YES)
        .options(ConnectOptions.ALL)
        .operands(Operands.some("SELECTION", "SERVICE, SERVICE@TARGET, @TARGET or tag:TAG"));
  }

  @Override
  public ExitStatus run(Call call) {
    Console console = call.console();
    Remarks remarks = new Remarks(console.errPalette(), console.columns());
    try (Workplace workplace = Workplace.open(call, "state forget")) {
      Records records = workplace.engine().records();
      State state = records.state();
      List<Placement> placements =
          records.select(state, new Selection(call.operands(), List.of(), List.of()));
      if (placements.isEmpty()) {
        throw new ClovaException(
            Problem.of(
                ProblemCode.NO_MATCH,
                "Nothing is recorded of `" + String.join(" ", call.operands()) + "`.",
                "`clova state list` shows all that is."));
      }
      console.say("To be forgotten, while it stays where it is:");
      placements.forEach(placement -> console.say(remarks.item(what(state, placement))));
      if (!call.has(SharedOptions.YES)) {
        console.confirm("Forget " + (placements.size() == 1 ? "it?" : "them?"), "--yes");
      }
      SortedMap<String, Problem> unreached = records.forget(placements);
      console.say("%d forgotten.".formatted(placements.size()));
      unreached.forEach(
          (target, problem) ->
              console.say(
                  remarks.item(
                      "`%s` was not reached (%s), so its receipts still say that this is ours. Should it come back, run this again."
                          .formatted(
                              target, problem.code().title().toLowerCase(java.util.Locale.ROOT)))));
      placements.stream()
          .filter(records::isDeclared)
          .forEach(
              placement ->
                  console.say(
                      remarks.item(
                          "`%s` is still declared: the next apply deploys it."
                              .formatted(placement))));
    }
    return ExitStatus.DONE;
  }

  private static String what(State state, Placement placement) {
    List<String> parts = new ArrayList<>();
    state
        .placement(placement)
        .ifPresent(
            record -> {
              parts.add("`" + record.home().directory() + "` on `" + placement.target() + "`");
              if (!record.runtime().name().equals("none")) {
                parts.add("what runs of it (" + record.runtime().name() + ")");
              }
            });
    return "`" + placement + "`: " + String.join(" and ", parts);
  }
}
