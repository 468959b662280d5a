package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.planning.Intent;
import dev.clova.state.ClovaException;
import dev.clova.state.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that a target keeps, and the way back to them. */
class RollbackTest {

  private static final PlanRequest BACK = LocalWorkspace.request(Intent.ROLL_BACK, "web");

  private final LocalWorkspace workspace;

  RollbackTest(@TempDir Path folder) {
    this.workspace = new LocalWorkspace(folder, "a");
  }

  @BeforeEach
  void deploy() {
    workspace.service("web");
    version("1");
  }

  @AfterEach
  void end() {
    workspace.close();
  }

  private void version(String version) {
    write("page", "version " + version + "\n");
    write("deep/" + version, version);
    define("VERSION = \"" + version + "\"");
    workspace.pass(Duration.ofMinutes(1));
    workspace.apply();
  }

  private void define(String env) {
    workspace.service("web");
    workspace.append("web", "[env]\n" + env + "\n");
  }

  private void write(String path, String text) {
    workspace.write(workspace.workspace().resolve("web").resolve(path), text);
  }

  private Path there(String path) {
    return workspace.root("a").resolve("web").resolve(path);
  }

  private Path kept() {
    return workspace.root("a").resolve(".clova/kept/web");
  }

  @Test
  void theVersionBeforeComesBackFilesAndEnvironmentAndIsRestarted() throws IOException {
    Files.writeString(there("data/records"), "mine");
    version("2");
    Files.delete(workspace.workspace().resolve("web/deep/1"));
    version("3");
    workspace.done();

    PlanResult plan = workspace.engine().plan(BACK, event -> {});
    assertTrue(plan.plan().count(Verb.UPDATE) > 0, plan::toString);
    workspace.apply(BACK);

    assertEquals("version 2\n", Files.readString(there("page")));
    assertEquals("1", Files.readString(there("deep/1")));
    assertFalse(Files.exists(there("deep/3")));
    assertEquals("VERSION='2'\n", Files.readString(there(".env")));
    assertEquals("mine", Files.readString(there("data/records")));
    assertEquals(List.of("web stop", "web start"), workspace.done());
    PlanResult next = workspace.plan();
    assertTrue(
        next.notes().getFirst().contains("the definition is ahead of what runs"), next::toString);

    workspace.apply(BACK);
    assertEquals("version 3\n", Files.readString(there("page")));
    workspace.apply(BACK);
    assertEquals("version 2\n", Files.readString(there("page")));

    workspace.apply();
    assertEquals("version 3\n", Files.readString(there("page")));
    assertEquals(List.of(), workspace.plan().notes());
    assertEquals(List.of(), workspace.plan().plan().actions());
  }

  @Test
  void onlySoManyVersionsAreKeptAndOnlyOfFilesThatChange() throws IOException {
    write("large", "x".repeat(1 << 20));
    for (String version : List.of("2", "3", "4", "5", "6")) {
      version(version);
    }
    assertEquals(3, workspace.engine().versions(Selection.parse("web")).size());
    try (Stream<Path> all = Files.walk(kept())) {
      assertFalse(all.anyMatch(path -> path.endsWith("large")));
    }
    try (Stream<Path> all = Files.list(kept())) {
      for (Path version : all.toList()) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(version.resolve("env"))));
      }
    }
    ClovaException none = assertThrows(ClovaException.class, () -> workspace.apply(BACK.back(4)));
    assertEquals(
        "There are no 4 earlier versions of `web@a`.", none.problems().getFirst().detail());
  }

  @Test
  void whatIsTheSameVersionIsNoneToGoBackTo() {
    assertThrows(ClovaException.class, () -> workspace.apply(BACK));
    workspace.apply(LocalWorkspace.request(Intent.RESTART, "web"));
    assertThrows(ClovaException.class, () -> workspace.apply(BACK));
  }

  @Test
  void keepingThatWasCutOffGoesOnWhereItWas() throws IOException {
    version("2");
    Path version = kept().resolve("00000002");
    Files.createDirectories(version.resolve("files"));
    Files.writeString(version.resolve("files/page"), "version 2\n");
    Files.writeString(workspace.root("a").resolve(".clova/services/web/pending/change"), "cut off");
    Files.writeString(there("page"), "version 3\n");
    version("3");
    workspace.apply(BACK);
    assertEquals("version 2\n", Files.readString(there("page")));
    assertEquals("VERSION='2'\n", Files.readString(there(".env")));
  }

  @Test
  void fileThatSomebodyHadChangedIsNotGoneBackTo() throws IOException {
    Files.writeString(there("page"), "by hand");
    version("2");
    ClovaException changed = assertThrows(ClovaException.class, () -> workspace.apply(BACK));
    assertEquals(
        "`web/page` is not kept as it was: it had been changed on the target.",
        changed.problems().getFirst().detail());
  }
}
