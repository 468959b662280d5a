package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.planning.HoldTerms;
import dev.clova.engine.planning.Intent;
import dev.clova.state.Hold;
import dev.clova.state.Placement;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting, stopping, restarting and reloading what is deployed, and the holds that stay. */
class SteeringTest {

  private static final Placement DB = new Placement("db", "nuc");

  private final LocalWorkspace workspace;

  SteeringTest(@TempDir Path folder) {
    this.workspace = new LocalWorkspace(folder, "nuc");
  }

  @BeforeEach
  void deployTwoServicesOfWhichOneNeedsTheOther() {
    workspace.service("db");
    workspace.service("app", "after = [\"db\"]", "health.command = \"test -e data/up\"");
    workspace.apply();
    assertEquals(List.of("db start", "app start"), workspace.done());
  }

  @AfterEach
  void end() {
    workspace.close();
  }

  @Test
  void whatOthersNeedStopsLastAndStartsFirst() {
    workspace.apply(LocalWorkspace.request(Intent.STOP, "*"));
    assertEquals(List.of("app stop", "db stop"), workspace.done());
    workspace.apply(LocalWorkspace.request(Intent.START, "*"));
    assertEquals(List.of("db start", "app start"), workspace.done());
    workspace.apply(LocalWorkspace.request(Intent.RESTART, "*"));
    assertEquals(List.of("db stop", "db start", "app stop", "app start"), workspace.done());
  }

  @Test
  void whatIsRemovedGoesInReverse() {
    workspace.apply(LocalWorkspace.request(Intent.DESTROY));
    assertEquals(List.of("app stop", "db stop"), workspace.done());
  }

  @Test
  void startWaitsForHealth() {
    workspace.apply(LocalWorkspace.request(Intent.STOP, "app"));
    assertEquals(
        List.of("update ", "run health", "start run/command"),
        told(plan(LocalWorkspace.request(Intent.START, "app"))));
  }

  @Test
  void whatIsStoppedOnPurposeIsHeldUntilItIsStarted() {
    stop("db", new HoldTerms("new disk", Optional.empty()));
    assertEquals(
        Optional.of(new Hold("ann@laptop", workspace.now(), "new disk", Optional.empty())), hold());
    PlanResult plan = workspace.plan();
    assertEquals(List.of(), plan.plan().actions());
    assertEquals(
        List.of(
            "`db@nuc` is held: stopped by ann@laptop, 2026-11-23T12:00:00Z, new disk. `clova start"
                + " db@nuc` lifts it."),
        plan.notes());
    workspace.apply();
    workspace.apply(LocalWorkspace.request(Intent.RESTART, "db"));
    workspace.apply(LocalWorkspace.request(Intent.RELOAD, "db"));
    assertEquals(List.of("db stop"), workspace.done());

    workspace.apply(LocalWorkspace.request(Intent.START, "db"));
    assertEquals(List.of("db start"), workspace.done());
    assertEquals(Optional.empty(), hold());
    assertEquals(List.of(), workspace.plan().notes());
  }

  @Test
  void aHoldThatHasEndedIsLiftedAndSaidSo() {
    stop("db", new HoldTerms("", Optional.of(workspace.now().plus(Duration.ofHours(2)))));
    workspace.pass(Duration.ofMinutes(119));
    assertEquals(List.of(), workspace.plan().plan().actions());
    workspace.pass(Duration.ofMinutes(1));
    PlanResult plan = workspace.plan();
    assertEquals(
        List.of("The hold of `db@nuc` by ann@laptop ended at 2026-11-23T14:00:00Z."), plan.notes());
    assertEquals(List.of("start run/command"), told(plan));
    workspace.apply();
    assertEquals(Optional.empty(), hold());
    assertEquals(List.of("db stop", "db start"), workspace.done());
  }

  @Test
  void aHoldThatHasEndedIsLiftedAlsoWhereTheServiceRuns() throws IOException {
    stop("db", new HoldTerms("", Optional.of(workspace.now().plus(Duration.ofHours(2)))));
    Files.writeString(workspace.root("nuc").resolve("db/data/up"), "");
    workspace.pass(Duration.ofHours(3));
    assertEquals(List.of("update "), told(workspace.plan()));
    workspace.apply();
    assertEquals(Optional.empty(), hold());
    assertEquals(List.of(), workspace.plan().plan().actions());
  }

  @Test
  void stoppingWhatIsStoppedHoldsIt() throws IOException {
    Files.delete(workspace.root("nuc").resolve("db/data/up"));
    stop("db", HoldTerms.NONE);
    assertEquals(List.of(), workspace.done());
    assertTrue(hold().isPresent());
    assertEquals(List.of(), told(plan(LocalWorkspace.request(Intent.STOP, "db"))));
    HoldTerms other = new HoldTerms("another reason", Optional.empty());
    assertEquals(
        List.of("update "), told(plan(LocalWorkspace.request(Intent.STOP, "db").withHold(other))));
  }

  @Test
  void whatAPersonStopsIsStoppedEvenIfNobodyKnowsHowItIs() throws IOException {
    Files.writeString(workspace.root("nuc").resolve("db/run"), "#!/bin/sh\n: changed by hand\n");
    assertEquals(
        List.of("update ", "stop run/command"),
        told(plan(LocalWorkspace.request(Intent.STOP, "db"))));
  }

  @Test
  void whatIsNoLongerDeclaredIsStoppedAndNotRemoved() throws IOException {
    Path definition = workspace.workspace().resolve("app/service.clova.toml");
    Files.delete(definition);
    workspace.apply(LocalWorkspace.request(Intent.STOP, "app"));
    assertEquals(List.of("app stop"), workspace.done());
    assertTrue(Files.exists(workspace.root("nuc").resolve("app/run")));
    assertEquals(List.of(), workspace.plan().plan().actions());
  }

  @Test
  void whatWasNeverDeployedIsNotStarted() {
    workspace.service("wiki");
    List<Problem> blockers = plan(LocalWorkspace.request(Intent.START, "wiki")).blockers();
    assertEquals("`wiki@nuc` was not deployed yet.", blockers.getFirst().detail());
  }

  @Test
  void reloadReadsAgainWhatRunsAndLeavesTheRest() throws IOException {
    workspace.apply(LocalWorkspace.request(Intent.RELOAD, "db"));
    assertEquals(List.of("db reload"), workspace.done());
    Files.delete(workspace.root("nuc").resolve("db/data/up"));
    PlanResult plan = plan(LocalWorkspace.request(Intent.RELOAD, "db"));
    assertEquals(List.of(), plan.plan().actions());
    assertEquals(List.of("`db@nuc` does not run, so there is nothing to reload."), plan.notes());
  }

  private void stop(String selection, HoldTerms terms) {
    workspace.apply(LocalWorkspace.request(Intent.STOP, selection).withHold(terms));
  }

  private PlanResult plan(PlanRequest request) {
    return workspace.engine().plan(request, event -> {});
  }

  private Optional<Hold> hold() {
    return Memory.read(workspace.workspace(), "k3v9t2mqk3v9t2mq")
        .state()
        .placement(DB)
        .flatMap(record -> record.hold());
  }

  private static List<String> told(PlanResult result) {
    return result.plan().actions().stream().map(SteeringTest::told).toList();
  }

  private static String told(PlannedAction action) {
    String at = action.at().toString();
    int colon = at.indexOf(':');
    return action.verb().word() + " " + (colon < 0 ? "" : at.substring(colon + 1));
  }
}
