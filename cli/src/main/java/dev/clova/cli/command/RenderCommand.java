package dev.clova.cli.command;

import dev.clova.cli.console.Console;
import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.console.Style;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** {@code clova render SERVICE [FILE]}: what a template becomes. */
final class RenderCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of(
            "Print what templates and the env of a service would be on a target. Of several targets"
                + " the first counts. Values that come from secrets are masked.")
        .example("clova render blog@vps", "all templates and the env")
        .example("clova render blog nginx.conf", "one file, as it would be")
        .options(ConnectOptions.ALL)
        .operands(
            new Operands(
                "SERVICE[@TARGET] [FILE]", 1, 2, "Of what, and which file; .env: its env"));
  }

  @Override
  public ExitStatus run(Call call) {
    Optional<String> file =
        call.operands().size() > 1 ? Optional.of(call.operands().get(1)) : Optional.empty();
    Map<String, String> texts;
    try (Workplace workplace = Workplace.open(call, "render")) {
      texts = workplace.engine().render(call.operands().getFirst(), file);
    }
    Console console = call.console();
    texts.forEach(
        (path, text) -> {
          if (file.isEmpty()) {
            console.say(console.errPalette().paint(Style.STRONG, "==> " + path + " <=="));
          }
          console.pass(text.getBytes(StandardCharsets.UTF_8));
        });
    if (texts.isEmpty()) {
      console.say("It has no templates and no env.");
    }
    return ExitStatus.DONE;
  }
}
