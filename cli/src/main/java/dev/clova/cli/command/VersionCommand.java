package dev.clova.cli.command;

import dev.clova.cli.console.ExitStatus;
import dev.clova.cli.render.VersionJson;
import dev.clova.state.ClovaVersion;

/** {@code clova version}. Without options, {@code Main} answers by itself, which is quicker. */
final class VersionCommand implements Command {

  @Override
  public Syntax syntax() {
    return Syntax.of("Print the version of Clova.")
        .example("clova version", "for people")
        .example("clova version --json", "with the Java runtime and the platform")
        .options(SharedOptions.JSON);
  }

  @Override
  public ExitStatus run(Call call) {
    call.console().print(call.has(SharedOptions.JSON) ? VersionJson.text() : ClovaVersion.LINE);
    return ExitStatus.DONE;
  }
}
