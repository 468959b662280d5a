package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.applying.ApplyEvent;
import dev.clova.engine.applying.PlacementOutcome;
import dev.clova.engine.planning.Intent;
import dev.clova.engine.remote.Eventually;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.ProblemCode;
import dev.clova.state.Risk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes that may cut us off: they stay if a new connection confirms them, and go if not. */
@Timeout(300)
class ProbationTest {

  private static final Placement PLACEMENT = new Placement("web", "a");

  private final LocalWorkspace workspace;

  ProbationTest(@TempDir Path folder) {
    this.workspace = new LocalWorkspace(folder, "a");
  }

  @AfterEach
  void end() {
    workspace.close();
  }

  private void version(String version, String confirm) {
    workspace.service("web");
    Path service = workspace.workspace().resolve("web");
    workspace.write(service.resolve("page"), version);
    workspace.write(service.resolve("new-" + version + "/file"), version);
    define(version, confirm);
  }

  private void define(String version, String confirm) {
    workspace.append(
        "web",
        "[env]\nVERSION = \"%s\"\n[rollout]\nconfirm = \"%s\"\n".formatted(version, confirm));
    workspace.pass(Duration.ofMinutes(1));
  }

  /** A service that has files only, and a command after they have changed. */
  private void filesAlone(String version, String confirm) {
    Path service = workspace.workspace().resolve("web");
    workspace.write(service.resolve("page"), version);
    workspace.write(
        service.resolve("service.clova.toml"),
        """
        targets = ["*"]
        runtime = "none"
        [hooks]
        after_apply = "cp page %s"
        [rollout]
        confirm = "%s"
        """
            .formatted(installed(), confirm));
    workspace.pass(Duration.ofMinutes(1));
  }

  private Path installed() {
    return workspace.root("a").resolveSibling("installed");
  }

  private Path there(String path) {
    return workspace.root("a").resolve("web").resolve(path);
  }

  private Path unconfirmed() {
    return workspace.root("a").resolve(".clova/unconfirmed/web");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An apply after whose change no new connection is made. */
  private ApplyReport cutOff() {
    return cutOff(PlanRequest.ALL);
  }

  private ApplyReport cutOff(PlanRequest request) {
    try {
      return workspace.attempt(
          request,
          event -> {
            if (event instanceof ApplyEvent.Confirming) {
              workspace.away("a");
            }
          });
    } finally {
      workspace.back("a");
    }
  }

  /** An apply that ends as with a kill when its change is made. */
  private void killedBeforeItConfirms() {
    ApplyReport report =
        workspace.attempt(
            event -> {
              if (event instanceof ApplyEvent.Confirming) {
                throw new IllegalStateException("killed");
              }
            });
    assertInstanceOf(PlacementOutcome.Unknown.class, outcome(report));
  }

  private static PlacementOutcome outcome(ApplyReport report) {
    return Objects.requireNonNull(report.outcomes().get(PLACEMENT), report::toString);
  }

  @Test
  void aConfirmedChangeStays() {
    version("1", "5m");
    PlanResult plan = workspace.plan();
    assertTrue(
        plan.notes()
            .contains(
                "`web` may cut Clova off: unless a new connection confirms the change within 300 s, `a` takes it back."),
        plan::toString);
    workspace.apply();
    assertFalse(Files.exists(unconfirmed()));
    version("2", "5m");
    workspace.apply();
    assertEquals("2", text(there("page")));
    assertFalse(Files.exists(unconfirmed()));
    assertTrue(
        text(workspace.root("a").resolve(".clova/services/web/listing")).contains("new-2/file"));
    assertEquals(List.of(), workspace.plan().plan().actions());
    assertEquals(List.of(), workspace.plan().notes());
  }

  /** It went through; only the one that had asked never heard of it. */
  @Test
  void anAnswerThatIsLostIsAskedForAgain() {
    version("1", "5m");
    workspace.apply();
    version("2", "5m");
    workspace.connections().breakAt(" confirmed held");
    ApplyReport report = workspace.apply();
    assertTrue(workspace.connections().hasBroken());
    assertInstanceOf(PlacementOutcome.Done.class, outcome(report), report::toString);
    assertEquals("2", text(there("page")));
    assertEquals(List.of(), workspace.plan().plan().actions());
    assertEquals(List.of(), workspace.plan().notes());
  }

  @Test
  void withoutANewConnectionItGoesBack() throws IOException {
    String health = "[health]\ncommand = \"test -e data/up\"\n";
    version("1", "5m");
    workspace.append("web", health);
    workspace.apply();
    workspace.done();
    version("2", "5s");
    workspace.append("web", health);

    ApplyReport report = cutOff();

    PlacementOutcome.Returned returned =
        assertInstanceOf(PlacementOutcome.Returned.class, outcome(report));
    assertEquals(new PlacementOutcome.Cause.Unconfirmed("It is switched off."), returned.cause());
    assertEquals("1", text(there("page")));
    assertEquals("VERSION='1'\n", text(there(".env")));
    assertFalse(Files.exists(there("new-2")));
    assertEquals(List.of("web stop", "web start", "web stop", "web start"), workspace.done());
    try (Stream<Path> left = Files.list(unconfirmed())) {
      assertEquals(
          Set.of("returned", "timer", "told"),
          left.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }

    PlanResult next = workspace.plan();
    assertFalse(next.plan().isEmpty());
    assertEquals(List.of(), next.plan().drift());
    assertTrue(next.notes().toString().contains("took its last change back"), next::toString);
    version("2", "5m");
    workspace.apply();
    assertEquals("2", text(there("page")));
    assertEquals(List.of(), workspace.plan().plan().actions());
    assertEquals(List.of(), workspace.plan().notes());
  }

  @Test
  void whatComesForTheFirstTimeEndsAndGoes() {
    version("1", "5s");

    ApplyReport report = cutOff();

    assertInstanceOf(PlacementOutcome.Returned.class, outcome(report), report::toString);
    assertEquals(List.of("web start", "web stop"), workspace.done());
    assertFalse(Files.exists(there("page")));
    assertFalse(Files.exists(there("new-1")));
    assertFalse(Files.exists(there("data/up")));
    PlanResult next = workspace.plan();
    assertTrue(next.notes().toString().contains("took its last change back"), next::toString);
    version("1", "5m");
    workspace.apply();
    assertEquals("1", text(there("page")));
    assertEquals(List.of(), workspace.plan().plan().actions());
  }

  @Test
  void whatWasNotRunningStopsAgain() throws IOException {
    version("1", "5m");
    workspace.apply();
    Files.delete(there("data/up"));
    workspace.done();
    version("1", "5s");

    ApplyReport report = cutOff();

    assertInstanceOf(PlacementOutcome.Returned.class, outcome(report), report::toString);
    assertEquals(List.of("web start", "web stop"), workspace.done());
    assertEquals("1", text(there("page")));
  }

  @Test
  void aTimerThatCannotBeSetLeavesAllAsItIs() throws IOException {
    version("1", "5m");
    workspace.apply();
    Files.delete(unconfirmed().getParent());
    Files.createFile(unconfirmed().getParent());
    version("2", "5s");
    List<ApplyEvent> told = new CopyOnWriteArrayList<>();
    ApplyReport report = workspace.attempt(told::add);
    assertTrue(told.stream().noneMatch(ApplyEvent.Confirming.class::isInstance), told::toString);
    assertInstanceOf(PlacementOutcome.Failed.class, outcome(report), report::toString);
    assertEquals("1", text(there("page")));
    Files.delete(unconfirmed().getParent());
    version("2", "5m");
    workspace.apply();
    assertEquals("2", text(there("page")));
  }

  @Test
  void whatNeedNotBeConfirmedIsDoneBefore() {
    workspace.service("other");
    version("1", "5s");
    ApplyReport report = cutOff();
    assertInstanceOf(PlacementOutcome.Returned.class, outcome(report), report::toString);
    assertInstanceOf(
        PlacementOutcome.Done.class, report.outcomes().get(new Placement("other", "a")));
    assertEquals(List.of("other start", "web start", "web stop"), workspace.done());
  }

  @Test
  void whatFailsIsConfirmedAllTheSameAndLeftAsItIs() {
    version("1", "5m");
    workspace.apply();
    version("2", "5m");
    workspace.append("web", "[health]\ncommand = \"false\"\ntimeout = \"1s\"\n");
    ApplyReport report = workspace.attempt();
    assertInstanceOf(PlacementOutcome.Failed.class, outcome(report), report::toString);
    assertEquals("2", text(there("page")));
    assertFalse(Files.exists(unconfirmed()));
    version("3", "5s");
    report = cutOff();
    assertInstanceOf(PlacementOutcome.Returned.class, outcome(report), report::toString);
    assertEquals("2", text(there("page")));
  }

  @Test
  void whatFailsAndIsNotConfirmedTellsBoth() {
    version("1", "5m");
    workspace.apply();
    version("2", "5s");
    workspace.append("web", "[health]\ncommand = \"false\"\ntimeout = \"1s\"\n");
    ApplyReport report = cutOff();
    PlacementOutcome.Returned returned =
        assertInstanceOf(PlacementOutcome.Returned.class, outcome(report), report::toString);
    PlacementOutcome.Cause.Failure cause =
        assertInstanceOf(PlacementOutcome.Cause.Failure.class, returned.cause());
    assertEquals("health", cause.failed().at().kind());
    assertTrue(cause.failed().output().contains("It is switched off."), cause::toString);
    assertEquals("1", text(there("page")));
  }

  @Test
  void filesAloneGoBackAndTheirHookRunsAgain() {
    filesAlone("1", "5m");
    workspace.apply();
    filesAlone("2", "5s");
    ApplyReport report = cutOff();
    assertInstanceOf(PlacementOutcome.Returned.class, outcome(report), report::toString);
    assertEquals("1", text(installed()));
    assertEquals("1", text(there("page")));
  }

  @Test
  void whenTheControllerDiesTheTargetTakesItBackAndNobodyChangesAnythingUntilThen()
      throws Exception {
    version("1", "5m");
    workspace.apply();
    version("2", "15s");
    killedBeforeItConfirms();
    assertEquals("2", text(there("page")));
    ClovaException locked = assertThrows(ClovaException.class, workspace::apply);
    assertEquals(ProblemCode.LOCKED, locked.problems().getFirst().code());

    Eventually.holds(
        Duration.ofMinutes(1), () -> Files.exists(unconfirmed().resolve("returned")), "returned");

    assertEquals("1", text(there("page")));
    assertFalse(Files.exists(workspace.root("a").resolve(".clova/services/web/pending/change")));
    PlanResult next = workspace.plan();
    assertTrue(next.notes().toString().contains("took its last change back"), next::toString);
    version("2", "5m");
    workspace.apply();
    assertEquals("2", text(there("page")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTargetThatRestartsLeavesTheChangeToTheNextApply(boolean runs) throws Exception {
    version("1", "5m");
    if (!runs) {
      filesAlone("1", "5m");
    }
    workspace.apply();
    workspace.done();
    if (runs) {
      version("2", "5m");
    } else {
      filesAlone("2", "5m");
    }
    killedBeforeItConfirms();
    String timer = text(unconfirmed().resolve("timer"));
    ProcessHandle process =
        ProcessHandle.of(Long.parseLong(timer.substring(0, timer.indexOf(' ')))).orElseThrow();
    process.destroyForcibly();
    Eventually.holds(Duration.ofMinutes(1), () -> !process.isAlive(), "it is gone");

    PlanResult next = workspace.plan();

    assertTrue(next.notes().toString().contains("when `a` restarted"), next::toString);
    assertFalse(next.plan().isEmpty(), next::toString);
    Files.writeString(workspace.workspace().resolve("web/page"), "3");
    assertEquals(List.of(), workspace.plan().plan().drift(), "Clova's own doing is none");
    assertEquals(
        List.of(), workspace.engine().drift(PlanRequest.ALL, event -> {}).drift(), "either way");
    Files.writeString(workspace.workspace().resolve("web/page"), "2");
    workspace.apply();
    assertEquals("2", text(there("page")));
    assertFalse(Files.exists(unconfirmed()));
    assertEquals(List.of(), workspace.plan().plan().actions());
    assertEquals(List.of(), workspace.plan().notes());
  }

  private void removed() throws IOException {
    for (String file : List.of("service.clova.toml", "run", "page", "new-1/file", "data/.keep")) {
      Files.delete(workspace.workspace().resolve("web").resolve(file));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRemovalIsConfirmedToo(boolean answerIsLost) throws Exception {
    version("1", "5m");
    workspace.apply();
    workspace.done();
    removed();
    assertTrue(
        workspace.plan().notes().toString().contains("confirms the change within 300 s"),
        workspace.plan()::toString);
    if (answerIsLost) {
      workspace.connections().breakAt(" confirmed held");
    }
    ApplyReport report = workspace.apply();
    assertInstanceOf(PlacementOutcome.Done.class, outcome(report), report::toString);
    assertTrue(workspace.connections().hasBroken());
    assertEquals(List.of("web stop"), workspace.done());
    assertFalse(Files.exists(there("page")));
    assertFalse(Files.exists(unconfirmed()));
    assertFalse(Files.exists(workspace.root("a").resolve(".clova/services/web")));
    assertEquals(List.of(), workspace.plan().plan().actions());
    assertEquals(List.of(), workspace.plan().notes());
  }

  @Test
  void aRemovalThatNobodyConfirmsIsUndone() throws Exception {
    version("1", "5s");
    workspace.apply();
    workspace.done();
    removed();

    ApplyReport report = cutOff();

    assertInstanceOf(PlacementOutcome.Returned.class, outcome(report), report::toString);
    assertEquals(List.of("web stop", "web stop", "web start"), workspace.done());
    assertEquals("1", text(there("page")));
    assertEquals("1", text(there("new-1/file")));
    assertEquals("VERSION='1'\n", text(there(".env")));
    assertTrue(Files.isExecutable(there("run")));
    PlanResult next = workspace.plan();
    assertFalse(next.plan().isEmpty());
    assertEquals(List.of(), next.plan().drift());
    assertTrue(next.notes().toString().contains("took its last change back"), next::toString);
    workspace.apply();
    assertFalse(Files.exists(there("page")));
    assertEquals(List.of(), workspace.plan().plan().actions());
  }

  @Test
  void whatIsStoppedAndStartedByHandIsConfirmedToo() {
    version("1", "5s");
    workspace.apply();
    workspace.done();

    ApplyReport report = cutOff(LocalWorkspace.request(Intent.STOP, "web"));
    assertInstanceOf(PlacementOutcome.Returned.class, outcome(report), report::toString);
    assertEquals(List.of("web stop", "web stop", "web start"), workspace.done());
    assertEquals(List.of(), workspace.plan().plan().actions());
    assertEquals(List.of(), workspace.plan().notes());

    workspace.apply(LocalWorkspace.request(Intent.STOP, "web"));
    assertEquals(List.of("web stop"), workspace.done());
    report = cutOff(LocalWorkspace.request(Intent.START, "web"));
    assertInstanceOf(PlacementOutcome.Returned.class, outcome(report), report::toString);
    assertEquals(List.of("web start", "web stop"), workspace.done());
    assertTrue(workspace.plan().notes().toString().contains("is held"), workspace.plan()::toString);

    workspace.apply(LocalWorkspace.request(Intent.START, "web"));
    assertEquals(List.of("web start"), workspace.done());
    assertEquals(List.of(), workspace.plan().plan().actions());
    assertEquals(List.of(), workspace.plan().notes());
  }

  @Test
  void dataThatGoesIsSaidNotToComeBack() throws Exception {
    version("1", "5m");
    workspace.append("web", "[sync]\npersist = [\"data/\"]\n");
    workspace.apply();
    removed();
    PlanResult plan =
        workspace
            .engine()
            .plan(
                new PlanRequest(
                    new Selection(List.of(), List.of(), List.of()),
                    Intent.CONVERGE,
                    false,
                    true,
                    Set.of(Risk.DATA_LOST),
                    false),
                event -> {});
    assertEquals(
        List.of("`web@a` may cut Clova off, and nothing takes this back: its data goes with it."),
        plan.notes());
  }

  @Test
  void howChangesAreConfirmedIsRecordedByItself() {
    version("1", "5m");
    workspace.apply();
    version("1", "10m");
    assertEquals(1, workspace.plan().plan().actions().size());
    workspace.apply();
    assertEquals(List.of("web start"), workspace.done());
    assertEquals(List.of(), workspace.plan().plan().actions());
  }

  @Test
  void aTimerLeavesAloneWhatSomebodyElseHasChangedSince() throws Exception {
    version("1", "5m");
    workspace.apply();
    version("2", "5s");
    Path receipt = workspace.root("a").resolve(".clova/services/web/receipt");
    workspace.attempt(
        event -> {
          if (event instanceof ApplyEvent.Confirming) {
            workspace.away("a");
            // Another apply has come to its end: its receipt has another number.
            workspace.write(receipt, text(receipt).replaceFirst(" 1\n", " 7\n"));
          }
        });
    workspace.back("a");
    assertEquals("2", text(there("page")));
  }
}
