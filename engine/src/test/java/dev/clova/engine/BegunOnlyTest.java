package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.planning.Intent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first apply of a service in a place was cut off once it ran, and nothing was recorded. */
class BegunOnlyTest {

  private final LocalWorkspace workspace;

  BegunOnlyTest(@TempDir Path folder) {
    this.workspace = new LocalWorkspace(folder, "a", "b");
  }

  @BeforeEach
  void deploy() throws IOException {
    workspace.service("db");
    workspace.place("db", "a");
    workspace.apply();
    Path own = workspace.root("a").resolve(".clova/services/db");
    Files.move(own.resolve("change"), own.resolve("pending/change"));
    Files.move(own.resolve("tree"), own.resolve("pending/tree"));
    Files.delete(own.resolve("receipt"));
    Files.delete(own.resolve("listing"));
    workspace.remove(workspace.workspace().resolve(".clova"));
    Files.writeString(data("a").resolve("records"), "1\n");
    assertEquals(List.of("db start"), workspace.done());
  }

  @AfterEach
  void end() {
    workspace.close();
  }

  @Test
  void itGoesOnWhereItIsDeclared() throws IOException {
    PlanResult plan = workspace.plan();
    assertEquals(
        List.of("`db@a`: an earlier apply was cut off in the middle of it."), plan.notes());
    workspace.apply();
    assertEquals("1\n", Files.readString(data("a").resolve("records")));
    assertTrue(workspace.plan().plan().actions().isEmpty());
  }

  @Test
  void itMovesWithItsDataWhereItIsDeclaredBy() throws IOException {
    workspace.place("db", "b");
    assertTrue(verbs().contains("move db@b"), () -> verbs().toString());
    workspace.apply();
    assertEquals(List.of("db stop", "db start"), workspace.done());
    assertEquals("1\n", Files.readString(data("b").resolve("records")));
    assertFalse(Files.exists(data("a").resolve("up")));
    workspace.apply(LocalWorkspace.request(Intent.FINISH, "db"));
    assertFalse(Files.exists(workspace.root("a").resolve("db")));
    assertTrue(workspace.plan().plan().actions().isEmpty());
  }

  @Test
  void itGoesWhereNothingIsDeclaredAnyMore() throws IOException {
    workspace.remove(workspace.workspace().resolve("db"));
    workspace.apply();
    assertEquals(List.of("db stop"), workspace.done());
    assertEquals("1\n", Files.readString(data("a").resolve("records")));
    assertFalse(Files.exists(workspace.root("a").resolve("db/run")));
    assertFalse(Files.exists(workspace.root("a").resolve(".clova/services/db")));
    assertTrue(workspace.plan().plan().actions().isEmpty());
  }

  /** What is not there has nothing to be taken away. */
  @Test
  void whatHadNotComeAsFarAsItsDirectoryIsNotMissed() {
    workspace.remove(workspace.root("a").resolve("db"));
    workspace.place("db", "b");
    assertFalse(verbs().contains("move db@b"), () -> verbs().toString());
    workspace.apply();
    assertEquals(List.of("db start"), workspace.done());
    assertTrue(workspace.plan().plan().actions().isEmpty());
  }

  private List<String> verbs() {
    return workspace.plan().plan().actions().stream()
        .map(action -> action.verb().word() + " " + action.at())
        .toList();
  }

  private Path data(String target) {
    return workspace.root(target).resolve("db/data");
  }
}
