package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody has removed a service's directory on a target, and its process goes on. */
class GoneByHandTest {

  private final LocalWorkspace workspace;
  private final Path running;

  GoneByHandTest(@TempDir Path folder) {
    workspace = new LocalWorkspace(folder, "a");
    running = folder.resolve("running");
    workspace.write(
        workspace.workspace().resolve("page/service.clova.toml"),
        """
        targets = ["*"]
        [env]
        TONE = "calm"
        [command]
        start = ": >%1$s"
        stop = "rm -rf data page ./*; rm -f %1$s"
        status = "test -e %1$s"
        """
            .formatted(running));
    workspace.apply();
    workspace.write(workspace.root("a").resolve("data/of/others"), "precious");
    workspace.remove(workspace.root("a").resolve("page"));
  }

  @AfterEach
  void end() {
    workspace.close();
  }

  /** Not in its directory, but in none of anybody else's either. */
  @Test
  void itIsStoppedWhenItIsNotDeclaredAnyMore() {
    workspace.remove(workspace.workspace().resolve("page"));
    assertTrue(workspace.plan().toString().contains("page is not there any more"));
    workspace.apply();
    assertFalse(Files.exists(running));
    assertTrue(Files.exists(workspace.root("a").resolve("data/of/others")));
    assertFalse(Files.exists(workspace.root("a").resolve(".clova/services/page")));
    assertTrue(workspace.plan().plan().actions().isEmpty());
  }

  @Test
  void itIsMadeAnewWhereItIsDeclared() throws Exception {
    workspace.apply();
    assertEquals(
        "TONE='calm'\n", Files.readString(workspace.root("a").resolve("page").resolve(".env")));
    assertTrue(workspace.plan().plan().actions().isEmpty());
  }
}
