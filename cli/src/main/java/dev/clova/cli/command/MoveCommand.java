package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.engine.Relocations;
import dev.clova.engine.planning.Intent;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.util.Optional;

/** {@code clova move SERVICE --to TARGET}: a service, with its data, to another target. */
final class MoveCommand implements Command {

  private static final Setting<String> FROM =
      Setting.text("TARGET", "The target that it leaves; needed if it is on several", "--from");
  private static final Setting<String> TO = Setting.text("TARGET", "Where it goes", "--to");
  private static final Flag FINISH =
      Flag.of("Remove the stopped copy that a move left on the target before", "--finish");

  private static final Flag PURGE =
      Flag.of("With --finish: delete the named volumes of that copy, too", "--purge");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Move a service with its persistent data to another target: copied while it runs, then"
                + " stopped, compared to the last byte, and started in its new place. The old copy"
                + " stays, stopped, until --finish. Editing `targets` by hand and applying is the"
                + " same.")
        .example("clova move blog --to nuc", "from the only target that it is on")
        .example("clova move blog --from vps --to nuc", "from one of several")
        .example("clova move --finish blog", "removes what it left behind")
        .options(FROM, TO, FINISH, PURGE)
        .options(Relocating.OPTIONS)
        .options(FormatOptions.ALL)
        .options(ConnectOptions.ALL)
        .operands(Operands.some("SERVICE", "The service; with --finish, any number"));
  }

  @Override
  public ExitStatus run(Call call) {
    if (call.has(FINISH)) {
      return ApplyCommand.run(
          call,
          "move --finish",
          PlanOptions.request(call, Intent.FINISH, call.operands(), PURGE),
          Optional.empty(),
          "Remove these copies?");
    }
    if (call.value(TO).isEmpty() || call.operands().size() != 1) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.USAGE,
              "A move takes one service and its new target.",
              "Write `clova move SERVICE --to TARGET`."));
    }
    return Relocating.run(
        call,
        "move",
        definitions ->
            Relocations.move(
                definitions,
                call.operands().getFirst(),
                call.value(FROM),
                call.value(TO).orElseThrow()));
  }
}
