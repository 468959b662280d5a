package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.planning.Intent;
import dev.clova.state.Digest;
import dev.clova.state.Drift;
import dev.clova.state.Evidence;
import dev.clova.state.Plan;
import dev.clova.state.PlanFile;
import dev.clova.state.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A {@code .env} in a service's directory: nothing that tells of it could be tried offline. */
class OwnEnvTest {

  private static final String OLD = "TOKEN=first\n# TOKEN=none\n";
  private static final String NEW = "TOKEN=second\nMORE='1'\n";

  private final Path folder;
  private final PlannedWorkspace workspace;

  OwnEnvTest(@TempDir Path folder) {
    this.folder = folder;
    workspace = new PlannedWorkspace(folder);
    workspace.workspace(PlannedWorkspace.HERE);
    workspace
        .write("site/service.clova.toml", "targets = [\"*\"]\n")
        .write("site/page", "1\n")
        .write("site/.env", OLD);
    workspace.apply(PlannedWorkspace.request());
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private Path there() {
    return workspace.on("here", "site/.env");
  }

  private static List<String> told(Plan plan) {
    return plan.actions().stream()
        .map(action -> action.verb().word() + " " + action.at() + " " + action.evidence())
        .toList();
  }

  /** Every file but the environment itself, here and there. */
  private void assertNowhere(String text) throws IOException {
    String digest = Digest.of(text).hex();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(read(file).contains(digest), file::toString);
      }
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsKeptOfItIsKeyed() throws IOException {
    assertEquals(OLD, Files.readString(there()));
    assertTrue(workspace.plan().isEmpty());
    workspace.write("site/.env", NEW);
    Plan plan = workspace.plan();
    assertEquals(List.of("update site@here:sync/.env [Note[text=keys added: MORE]]"), told(plan));
    PlanFile.write(folder.resolve("saved.plan.toml"), plan);
    assertNowhere(OLD);
    assertNowhere(NEW);

    Path known = workspace.root().resolve(".clova");
    Files.move(known, folder.resolve("known"));
    assertEquals(plan.id(), workspace.plan().id(), "another controller plans the same");

    workspace.apply(plan, PlannedWorkspace.request());
    assertEquals(NEW, Files.readString(there()));
    assertTrue(workspace.plan().isEmpty());
    assertNowhere(NEW);
  }

  @Test
  void whatSomebodyWroteToItIsDriftAndWhatIsDefinedAnewIsNone() throws IOException {
    assertEquals(List.of(), workspace.plan().drift());
    Files.writeString(there(), OLD + "HAND=made\n");
    Plan plan = workspace.plan();
    assertEquals(List.of("update site@here:sync/.env [Note[text=keys removed: HAND]]"), told(plan));
    assertEquals(Reason.DRIFTED, plan.actions().getFirst().reason());
    assertEquals(
        List.of(
            new Drift(
                plan.actions().getFirst().at(),
                List.of(Evidence.note("it was changed on the target")))),
        plan.drift());

    Files.delete(there());
    assertEquals(
        List.of(Evidence.note("it was removed")), workspace.plan().drift().getFirst().evidence());

    workspace.apply(PlannedWorkspace.request());
    assertEquals(OLD, Files.readString(there()));
    workspace.write("site/.env", NEW);
    assertEquals(List.of(), workspace.plan().drift());
    assertEquals(Reason.CONTENT_DIFFERS, workspace.plan().actions().getFirst().reason());
  }

  @Test
  void itHasTheModeOfTheOtherFiles() throws IOException {
    assertEquals(
        "rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(there())));
    Files.setPosixFilePermissions(there(), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertEquals(1, workspace.plan().actions().size());
  }

  @Test
  void whatWasCutOffAfterItWasPutIsRecordedAsDone() throws IOException {
    Path pending = Files.createFile(workspace.on("here", ".clova/services/site/pending/change"));
    assertEquals(
        List.of("update site@here [Note[text=what had been begun is recorded as done]]"),
        told(workspace.plan()));
    workspace.apply(PlannedWorkspace.request());
    assertFalse(Files.exists(pending));
    assertTrue(workspace.plan().isEmpty());
  }

  @Test
  void itGoesWithItsFile() throws IOException {
    Files.delete(workspace.root().resolve("site/.env"));
    assertEquals(List.of("remove site@here:sync/.env []"), told(workspace.plan()));
    workspace.apply(PlannedWorkspace.request());
    assertFalse(Files.exists(there()));
    assertTrue(workspace.plan().isEmpty());
  }

  @Test
  void aDeclaredOneGoesWithItsDeclaration() throws IOException {
    declaredInsteadItIsTakenOver();
    Files.delete(workspace.root().resolve("site/.env"));
    workspace.write("site/service.clova.toml", "targets = [\"*\"]\n[env]\nA = \"1\"\n");
    workspace.apply(PlannedWorkspace.request());
    workspace.write("site/service.clova.toml", "targets = [\"*\"]\n");
    assertTrue(told(workspace.plan()).contains("remove site@here:env []"));
    workspace.apply(PlannedWorkspace.request());
    assertFalse(Files.exists(there()));
    assertTrue(workspace.plan().isEmpty());
  }

  @Test
  void declaredInsteadItIsTakenOver() throws IOException {
    Files.delete(workspace.root().resolve("site/.env"));
    workspace.write("site/service.clova.toml", "targets = [\"*\"]\n[env]\nTOKEN = \"first\"\n");
    workspace.apply(PlannedWorkspace.request());
    assertEquals("TOKEN='first'\n", Files.readString(there()));
    assertTrue(workspace.plan().isEmpty());
    workspace
        .write("site/service.clova.toml", "targets = [\"*\"]\n")
        .write("site/.env", "TOKEN='first'\n");
    workspace.apply(PlannedWorkspace.request());
    assertEquals("TOKEN='first'\n", Files.readString(there()));
    assertTrue(workspace.plan().isEmpty());
  }

  @Test
  void itComesBackWithItsVersion() throws IOException {
    workspace.write("site/.env", NEW);
    workspace.apply(PlannedWorkspace.request());
    workspace.apply(
        new PlanRequest(
            Selection.parse("site"), Intent.ROLL_BACK, false, false, java.util.Set.of(), false));
    assertEquals(OLD, Files.readString(there()));
    assertEquals(
        "rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(there())));
  }

  @Test
  void itGoesWithItsService() throws IOException {
    Files.delete(workspace.root().resolve("site/.env"));
    Files.delete(workspace.root().resolve("site/page"));
    Files.delete(workspace.root().resolve("site/service.clova.toml"));
    workspace.apply(PlannedWorkspace.request());
    assertFalse(Files.exists(there()));
  }
}
