package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clova.engine.applying.ApplyEvent;
import dev.clova.engine.applying.PlacementOutcome;
import dev.clova.state.ClovaException;
import dev.clova.state.Placement;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * This machine can write down no more while an apply runs: from some moment on, its files may not
 * grow beyond what the journal has by then. The targets' shells, which run by then, are not
 * concerned.
 */
@Isolated
@Timeout(120)
class UnrecordedTest {

  private static final Placement AT_B = new Placement("db", "b");

  private final LocalWorkspace workspace;

  UnrecordedTest(@TempDir Path folder) {
    this.workspace = new LocalWorkspace(folder, "a", "b", "c");
  }

  @BeforeEach
  void deploy() throws IOException {
    assumeTrue(limit("unlimited"), "no `prlimit` that may");
    workspace.service("db");
    workspace.place("db", "a");
    workspace.apply();
    Files.writeString(data("a").resolve("records"), "1\n2\n3\n");
    workspace.done();
    workspace.place("db", "b");
  }

  @AfterEach
  void end() {
    assertTrue(limit("unlimited"));
    workspace.close();
  }

  @Test
  void nothingIsStoppedIfNothingCanBeRecorded() throws IOException {
    ClovaException refused =
        assertThrows(
            ClovaException.class,
            () -> applyUnrecordedSince(event -> event instanceof ApplyEvent.Looked));
    assertNotWritten(refused.problems().getFirst());
    assertEquals(List.of(), workspace.done());
    assertGoesOn();
  }

  @Test
  void moveThatIsNotRecordedAfterTheStopGoesBack() throws IOException {
    ApplyReport report = applyUnrecordedSince(began("db@a", Verb.STOP));
    PlacementOutcome.Failed failed =
        assertInstanceOf(PlacementOutcome.Failed.class, report.outcomes().get(AT_B));
    assertEquals(
        "it went back: `db@a` runs again as before; nothing was left on `b`; what was done could"
            + " not be recorded on this machine",
        failed.output());
    assertNotWritten(report.problems().getFirst());
    assertEquals(List.of("db stop", "db start"), workspace.done());
    assertTrue(Files.exists(data("a").resolve("up")));
    assertFalse(Files.exists(workspace.root("b").resolve("db")));
    assertGoesOn();
  }

  @Test
  void moveThatIsNotRecordedOnceItHasArrivedIsFinished() throws IOException {
    ApplyReport report = applyUnrecordedSince(began("db@b", Verb.CREATE));
    assertInstanceOf(PlacementOutcome.Done.class, report.outcomes().get(AT_B));
    assertNotWritten(report.problems().getFirst());
    assertFalse(report.isComplete());
    assertEquals(List.of("db stop", "db start"), workspace.done());
    assertTrue(Files.exists(data("b").resolve("up")));
    assertTrue(limit("unlimited"));
    PlanResult plan = workspace.plan();
    assertEquals(List.of(), plan.plan().actions());
    assertTrue(plan.notes().getFirst().contains("did not come to its end"), plan::toString);
    workspace.apply();
    assertEquals("1\n2\n3\n", Files.readString(data("b").resolve("records")));
  }

  /** Others are on their way while nothing can be recorded any more: all come to an end. */
  @Test
  void whatElseIsUnderWayComesToItsEndAndNothingNewBegins() throws IOException {
    workspace.service("web");
    workspace.place("web", "c");
    workspace.service("late", "after = [\"web\"]");
    workspace.place("late", "c");
    ApplyReport report = applyUnrecordedSince(began("web@c", Verb.START));
    assertNotWritten(report.problems().getFirst());
    assertInstanceOf(PlacementOutcome.Done.class, report.outcomes().get(new Placement("web", "c")));
    PlacementOutcome late = report.outcomes().get(new Placement("late", "c"));
    assertInstanceOf(PlacementOutcome.Skipped.class, late);
    assertTrue(
        Objects.requireNonNull(late).toString().contains("be recorded on this machine any more"),
        late::toString);
    assertEquals(
        1, List.of("a", "b").stream().filter(t -> Files.exists(data(t).resolve("up"))).count());
    assertGoesOn();
  }

  @Test
  void stateThatIsNotWrittenIsToldBesideWhatWasDone() throws IOException {
    Path state = workspace.workspace().resolve(".clova/state.json");
    Path aside = state.resolveSibling("aside");
    Predicate<ApplyEvent> start = began("db@b", Verb.START);
    ApplyReport report =
        applyWhen(
            start,
            () -> {
              Files.move(state, aside);
              Files.createDirectory(state);
            });
    assertInstanceOf(PlacementOutcome.Done.class, report.outcomes().get(AT_B));
    assertTrue(report.problems().getFirst().detail().contains("is not a regular file"));
    assertFalse(report.isComplete());
    Files.move(aside, state, StandardCopyOption.REPLACE_EXISTING);
    assertEquals(List.of(), workspace.plan().plan().actions());
    assertTrue(workspace.plan().notes().getFirst().contains("did not come to its end"));
    workspace.apply();
  }

  /** With room again, the next apply does all that was wanted. */
  private void assertGoesOn() throws IOException {
    assertTrue(limit("unlimited"));
    workspace.apply();
    assertEquals("1\n2\n3\n", Files.readString(data("b").resolve("records")));
    assertTrue(Files.exists(data("b").resolve("up")));
    assertFalse(Files.exists(data("a").resolve("up")));
    assertEquals(List.of(), workspace.plan().plan().actions());
  }

  private static void assertNotWritten(Problem problem) {
    assertEquals(ProblemCode.STATE_NOT_WRITTEN, problem.code());
    assertTrue(problem.detail().contains("File too large"), problem::toString);
    assertTrue(problem.hint().contains("run `clova plan`"), problem::toString);
  }

  private static Predicate<ApplyEvent> began(String placement, Verb verb) {
    return event ->
        event instanceof ApplyEvent.Began(var at, Verb began)
            && began == verb
            && at.placement().toString().equals(placement);
  }

  private interface Disturbance {
    void happen() throws IOException;
  }

  private ApplyReport applyUnrecordedSince(Predicate<ApplyEvent> since) {
    Path journal = workspace.workspace().resolve(".clova/journal");
    return applyWhen(since, () -> assertTrue(limit(Long.toString(Files.size(journal)))));
  }

  private ApplyReport applyWhen(Predicate<ApplyEvent> when, Disturbance disturbance) {
    return workspace.attempt(
        event -> {
          if (when.test(event)) {
            try {
              disturbance.happen();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
  }

  /** How large files of this process may become; they stay as large as they are. */
  private static boolean limit(String bytes) {
    try {
      Process process =
          new ProcessBuilder(
                  "prlimit",
                  "--pid",
                  Long.toString(ProcessHandle.current().pid()),
                  "--fsize=" + bytes + ":")
              .inheritIO()
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Path data(String target) {
    return workspace.root(target).resolve("db").resolve("data");
  }
}
