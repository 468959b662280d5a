package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.engine.Relocations;

/** {@code clova drain TARGET}: all services of a target to others. */
final class DrainCommand implements Command {

  private static final Setting<String> TO =
      Setting.text(
          "PATTERN", "Where they may go: a target's name, or tag:TAG; else anywhere", "--to");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Move all services off a target, data and all, each to the target that has the fewest."
                + " What cannot move is said, and stays.")
        .example("clova drain vps", "to any other target")
        .example("clova drain vps --to tag:home", "to those with a tag")
        .options(TO)
        .options(Relocating.OPTIONS)
        .options(FormatOptions.ALL)
        .options(ConnectOptions.ALL)
        .operands(Operands.one("TARGET", "The target to empty"));
  }

  @Override
  public ExitStatus run(Call call) {
    return Relocating.run(
        call,
        "drain",
        definitions ->
            Relocations.drain(
                definitions,
                call.operands().getFirst(),
                Relocations.candidates(definitions, call.value(TO).orElse("*"))));
  }
}
