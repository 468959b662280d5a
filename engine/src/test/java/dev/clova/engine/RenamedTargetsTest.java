package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.state.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A target that gets another name is the same target, and one that moves to another root is not.
 */
class RenamedTargetsTest {

  private final LocalWorkspace workspace;
  private final Path definitions;

  RenamedTargetsTest(@TempDir Path folder) {
    this.workspace = new LocalWorkspace(folder, "nuc");
    this.definitions = workspace.workspace().resolve("clova.toml");
  }

  @BeforeEach
  void deploy() {
    workspace.service("db");
    workspace.apply();
    assertEquals(List.of("db start"), workspace.done());
  }

  @AfterEach
  void end() {
    workspace.close();
  }

  @Test
  void whatRunsGoesOnUnderTheNewName() throws IOException {
    rewrite("[targets.nuc]", "[targets.attic]");
    PlanResult plan = workspace.plan();
    assertEquals(List.of(), plan.plan().actions());
    assertEquals(
        List.of("`attic` is the target that was called `nuc`: what is recorded goes with it."),
        plan.notes());
    workspace.apply();
    assertEquals(List.of(), workspace.done());
    assertTrue(Files.exists(workspace.root("nuc").resolve("db").resolve("run")));
    assertEquals(List.of(), workspace.plan().notes());
  }

  @Test
  void anotherRootIsAnotherPlace() throws IOException {
    rewrite("[targets.nuc]", "[targets.attic]");
    rewrite("targets/nuc", "targets/attic");
    assertTrue(
        workspace.plan().plan().actions().stream().anyMatch(a -> a.verb() == Verb.MOVE),
        "the service moves");
    workspace.apply();
    assertEquals(List.of("db stop", "db start"), workspace.done());
    assertTrue(Files.exists(workspace.root("attic").resolve("db").resolve("run")));
  }

  private void rewrite(String before, String after) throws IOException {
    Files.writeString(definitions, Files.readString(definitions).replace(before, after));
  }
}
