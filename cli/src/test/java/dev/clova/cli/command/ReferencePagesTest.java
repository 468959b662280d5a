package dev.clova.cli.command;

import dev.clova.cli.render.Golden;
import dev.clova.engine.definition.Schema;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The pages under {@code docs/reference} that are made from the code say what the code says. */
class ReferencePagesTest {

  private static final Path FOLDER = Path.of("../docs/reference");

  @Test
  void commandsAreAllOnTheirPage() {
    Golden.check(FOLDER.resolve("commands.md"), CommandsPage.lines());
  }

  @Test
  void workspaceKeysAreAllOnTheirPage() {
    Golden.check(FOLDER.resolve("clova-toml.md"), SchemaPage.lines(Schema.workspace()));
  }

  @Test
  void rulesAreAllOnTheirPage() {
    Golden.check(FOLDER.resolve("policy-toml.md"), SchemaPage.lines(Schema.policy()));
  }

  @Test
  void serviceKeysAreAllOnTheirPage() {
    Golden.check(FOLDER.resolve("service-clova-toml.md"), SchemaPage.lines(Schema.service()));
  }
}
