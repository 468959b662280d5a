package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;

/** {@code clova completion bash|zsh|fish}. */
final class CompletionCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of("Print a script that completes clova's commands and options in a shell.")
        .example("source <(clova completion bash)", "in ~/.bashrc; zsh likewise, in ~/.zshrc")
        .example("clova completion fish | source", "in ~/.config/fish/config.fish")
        .operands(Operands.one("SHELL", "One of bash, zsh and fish"));
  }

  @Override
  public ExitStatus run(Call call) {
    String shell = call.operands().getFirst();
    call.console()
        .print(
            switch (shell) {
              case "bash", "zsh" -> BashCompletion.script();
              case "fish" -> FishCompletion.script();
              default ->
                  throw new ClovaException(
                      Problem.of(
                          ProblemCode.USAGE,
                          "There is no completion for `" + shell + "`.",
                          "There is one for bash, zsh and fish."));
            });
    return ExitStatus.DONE;
  }
}
