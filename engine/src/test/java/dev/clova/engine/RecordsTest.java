package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.observed.Check;
import dev.clova.engine.observed.Checkup;
import dev.clova.engine.remote.Privilege;
import dev.clova.engine.remote.TargetLock;
import dev.clova.engine.transport.LocalTransport;
import dev.clova.engine.transport.Transport;
import dev.clova.state.ClovaException;
import dev.clova.state.LockHolder;
import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.ProblemCode;
import dev.clova.state.StateFolder;
import dev.clova.state.WorkspaceLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is recorded gets lost, is made again, forgotten and renamed; on this machine as a target.
 */
class RecordsTest {

  private static final Placement SITE = new Placement("site", "here");
  private static final Placement NOTES = new Placement("notes", "here");

  private final Path folder;
  private final Path workspace;
  private final Path root;
  private final Path state;
  private final Transport transport;

  RecordsTest(@TempDir Path folder) {
    this.folder = folder;
    this.workspace = folder.resolve("workspace");
    this.root = folder.resolve("srv");
    this.state = workspace.resolve(".clova/state.json");
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    this.transport = new LocalTransport(Map.of("HOME", folder.toString(), "PATH", path));
  }

  @BeforeEach
  void applyTwoServices() throws IOException {
    define("here", "a1b2c3d4e5f6a7b8c9d0");
    for (String name : List.of("site", "notes")) {
      Path service = Files.createDirectories(workspace.resolve(name));
      Files.writeString(service.resolve("service.clova.toml"), "targets = [\"*\"]\n");
      Files.writeString(service.resolve("index.html"), name + "\n");
    }
    apply();
  }

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void stateThatIsGoneIsNoNewBeginning() throws IOException {
    Files.delete(state);
    assertEquals(ProblemCode.STATE_DAMAGED, refusal(() -> plan()));
    Rebuilt rebuilt = records().rebuild();
    assertEquals(2, rebuilt.receipts());
    assertTrue(plan().isEmpty());
  }

  @Test
  void emptyAndCutStatesAreMadeAgainAndKept() throws IOException {
    byte[] whole = Files.readAllBytes(state);
    for (int length : List.of(0, 1, 100, whole.length / 2, whole.length - 1)) {
      Files.write(state, Arrays.copyOf(whole, length));
      assertEquals(ProblemCode.STATE_DAMAGED, refusal(() -> plan()));
      assertEquals(2, records().rebuild().state().placements().size());
      assertTrue(plan().isEmpty());
    }
    try (Stream<Path> kept = Files.list(workspace.resolve(".clova/backups"))) {
      assertTrue(kept.anyMatch(file -> file.getFileName().toString().startsWith("damaged.")));
    }
  }

  @Test
  void olderStateIsNoMoreThanAnOlderCopy() throws IOException {
    byte[] older = Files.readAllBytes(state);
    Files.writeString(workspace.resolve("site/index.html"), "newer\n");
    apply();
    Files.write(state, older);
    assertTrue(plan().isEmpty());
    assertEquals(
        2, records().rebuild().state().placement(SITE).orElseThrow().generation(), "of the target");
  }

  @Test
  void otherWorkspacesStateIsLeftAlone() throws IOException {
    byte[] before = Files.readAllBytes(state);
    define("here", "00000000000000000000");
    assertEquals(ProblemCode.STATE_FOREIGN, refusal(() -> plan()));
    assertEquals(ProblemCode.STATE_FOREIGN, refusal(() -> records().rebuild()));
    assertEquals(new String(before, StandardCharsets.UTF_8), Files.readString(state));
  }

  @Test
  void placementWithoutAReceiptIsNoLongerRecorded() throws IOException {
    Files.delete(root.resolve(".clova/services/notes/receipt"));
    Rebuilt rebuilt = records().rebuild();
    assertEquals(List.of(NOTES), rebuilt.gone());
    assertEquals(Set.of(SITE), rebuilt.state().placements().keySet());
  }

  @Test
  void damagedReceiptIsTold() throws IOException {
    Files.writeString(root.resolve(".clova/services/notes/receipt"), "nonsense\n");
    Rebuilt rebuilt = records().rebuild();
    assertTrue(rebuilt.notes().getFirst().contains("`notes@here` is damaged"), rebuilt::toString);
  }

  @Test
  void forgottenServiceStaysAndIsNobodys() throws IOException {
    assertEquals(Map.of(), records().forget(List.of(NOTES)));
    assertEquals(Set.of(SITE), records().state().placements().keySet());
    assertEquals("notes\n", Files.readString(root.resolve("notes/index.html")));
    assertFalse(Files.exists(root.resolve(".clova/services/notes")));
    assertEquals(1, records().rebuild().receipts());
  }

  @Test
  void serviceGetsItsNewNameOnTheTargetToo() throws IOException {
    Files.move(workspace.resolve("notes"), workspace.resolve("remarks"));
    Files.createDirectories(root.resolve(".clova/kept/notes/00000001"));
    Placement remarks = new Placement("remarks", "here");
    assertEquals(Optional.empty(), records().rename(NOTES, remarks));
    assertTrue(Files.exists(root.resolve(".clova/kept/remarks/00000001")));
    assertEquals(Set.of(SITE, remarks), records().state().placements().keySet());
    assertEquals("notes\n", Files.readString(root.resolve("remarks/index.html")));
    assertFalse(Files.exists(root.resolve("notes")));
    assertTrue(plan().isEmpty());
  }

  @Test
  void targetHasItsNewNameInTheReceipt() throws IOException {
    define("there", "a1b2c3d4e5f6a7b8c9d0");
    for (String service : List.of("site", "notes")) {
      records().rename(new Placement(service, "here"), new Placement(service, "there"));
    }
    assertTrue(plan().isEmpty());
    Rebuilt rebuilt = records().rebuild();
    assertEquals(List.of(), rebuilt.notes());
    assertEquals(2, rebuilt.receipts());
  }

  @Test
  void takenAndUnknownNamesAreRefused() {
    assertEquals(ProblemCode.REFUSED, refusal(() -> records().rename(NOTES, SITE)));
    Placement nowhere = new Placement("notes", "nowhere");
    assertEquals(ProblemCode.REFUSED, refusal(() -> records().rename(NOTES, nowhere)));
    Placement nothing = new Placement("nothing", "here");
    assertEquals(ProblemCode.NO_MATCH, refusal(() -> records().rename(nothing, SITE)));
  }

  @Test
  void folderThatIsInTheWayOfANewNameIsNotTouched() throws IOException {
    Files.createDirectory(root.resolve("remarks"));
    assertEquals(
        ProblemCode.TARGET_ANSWER,
        refusal(() -> records().rename(NOTES, new Placement("remarks", "here"))));
    assertEquals("notes\n", Files.readString(root.resolve("notes/index.html")));
    assertEquals(Set.of(SITE, NOTES), records().state().placements().keySet());
  }

  @Test
  void lockOfADeadHolderIsClearedAndALivingOneNamed() throws IOException {
    assertEquals(Optional.empty(), records().unlock());
    StateFolder clova = StateFolder.of(workspace);
    LockHolder holder = new LockHolder("ann", "laptop", 7, Instant.EPOCH, "clova apply", "0af3");
    Path details = clova.path().resolve("lock.holder");
    byte[] left;
    try (WorkspaceLock lock = WorkspaceLock.take(clova, holder)) {
      assertTrue(lock.isHeld());
      assertEquals(ProblemCode.LOCKED, refusal(() -> records().unlock()));
      left = Files.readAllBytes(details);
    }
    Files.write(details, left);
    assertEquals(Optional.of(holder), records().unlock());
    assertFalse(Files.exists(details));
  }

  @Test
  void lockOfATargetThatNobodyHoldsIsFree() {
    assertTrue(records().lockOn("here") instanceof TargetLock.Holding.Free);
    assertEquals(ProblemCode.NO_MATCH, refusal(() -> records().lockOn("nowhere")));
  }

  @Test
  void targetIsReadyUntilItsRootIsNot() throws IOException {
    List<Check> checks = check();
    assertTrue(Checkup.isReady(checks), checks::toString);
    Files.delete(root.resolve(".clova/services/site/receipt"));
    Path file = Files.writeString(folder.resolve("file"), "");
    Files.writeString(
        workspace.resolve("clova.toml"),
        Files.readString(workspace.resolve("clova.toml")).replace(root.toString(), file + "/srv"));
    Check bad =
        check().stream().filter(check -> check.name().equals("root")).findFirst().orElseThrow();
    assertEquals(Check.Verdict.FAILED, bad.verdict());
    assertTrue(bad.detail().contains("is not a folder"), bad.detail());
  }

  @Test
  void rootThatOthersCanWriteIsNamed() throws IOException {
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
    boolean isRoot = "root".equals(System.getProperty("user.name"));
    assertEquals(!isRoot, Checkup.isReady(check()));
  }

  private List<Check> check() {
    return engine().targetChecks().test(List.of("here"), name -> {}).values().iterator().next();
  }

  private void define(String target, String id) throws IOException {
    Files.createDirectories(workspace);
    Files.writeString(
        workspace.resolve("clova.toml"),
        """
        [workspace]
        id = "%s"

        [targets.%s]
        connection = "local"
        root = "%s"
        """
            .formatted(id, target, root));
  }

  private void apply() {
    ApplyReport report =
        engine().apply(ApplyRequest.unattended(PlanRequest.ALL), plan -> true, event -> {});
    assertTrue(report.isComplete(), report::toString);
  }

  private Plan plan() {
    return engine().plan(PlanRequest.ALL, event -> {}).plan();
  }

  private Records records() {
    return engine().records();
  }

  private static ProblemCode refusal(Executable work) {
    return assertThrows(ClovaException.class, work).problems().getFirst().code();
  }

  private Engine engine() {
    return new Engine(
        new Site(
            workspace,
            "0.1.0",
            folder,
            "tester",
            "localhost",
            "test",
            transport,
            become -> new Privilege.None(),
            Clock.systemUTC(),
            new SecureRandom(),
            2));
  }
}
