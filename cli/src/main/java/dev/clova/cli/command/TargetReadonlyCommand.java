package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.engine.ReadOnlyAccess;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code clova target readonly NAME}: what lets an SSH key look at a target and do nothing else.
 */
final class TargetReadonlyCommand implements Command {

  private static final Setting<Path> KEY =
      Setting.path("FILE.pub", "The public half of the key", "--key");

  private static final Flag PROGRAM =
      Flag.of("Print the program that looks, and nothing else", "--program");

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Print what to put on a target so that an SSH key can look there and do nothing else:"
                + " `clova plan` works with it, and whatever would change something is refused by"
                + " the target. Connects to nothing and changes nothing.")
        .example("clova target readonly vps --key plan.pub", "what to put where")
        .example("clova target readonly vps --program | ssh vps 'cat >look'", "the program itself")
        .options(KEY, PROGRAM)
        .operands(Operands.one("NAME", "A target"));
  }

  @Override
  public ExitStatus run(Call call) {
    Console console = call.console();
    String name = call.operands().getFirst();
    Optional<String> key = call.value(KEY).map(file -> read(call.directory().resolve(file)));
    ReadOnlyAccess access;
    try (Workplace workplace = Workplace.open(call, "target readonly")) {
      access = workplace.engine().targetChecks().readOnly(name, key);
    }
    if (call.has(PROGRAM)) {
      console.print(ReadOnlyAccess.program().lines().toList());
      return ExitStatus.DONE;
    }
    String file = ReadOnlyAccess.PROGRAM;
    String folder = file.substring(0, file.lastIndexOf('/'));
    console.print("# On `" + name + "`, as root: the program, the same for every key and target.");
    console.print("mkdir -p %s && cat >%s && chmod 755 %s".formatted(folder, file, file));
    console.print("#   its input: clova target readonly " + name + " --program");
    console.print("");
    console.print("# In ~%s/.ssh/authorized_keys:".formatted(access.login().orElse("USER")));
    console.print(access.authorizedKey());
    access
        .grant()
        .ifPresent(
            grant -> {
              console.print("");
              console.print("# In %s:".formatted(grant.file()));
              console.print(grant.line());
            });
    return ExitStatus.DONE;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.USAGE,
              "`" + file + "` cannot be read.",
              "Give the `.pub` file that ssh-keygen wrote."));
    }
  }
}
