package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.planning.Intent;
import dev.clova.state.ClovaException;
import dev.clova.state.Plan;
import dev.clova.state.PlanFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A saved plan is carried out once: that, or what is left of it. */
class SavedPlanTest {

  private static final String THERE =
      "[targets.there]\nconnection = \"local\"\nroot = \"ROOT/there\"\n";
  private static final String BLOG = "targets = [\"here\"]\n";
  private static final PlanRequest DESTROY =
      new PlanRequest(Selection.ALL, Intent.DESTROY, false, false, Set.of(), false);

  private final PlannedWorkspace workspace;

  SavedPlanTest(@TempDir Path folder) {
    this.workspace = new PlannedWorkspace(folder);
  }

  @BeforeEach
  void deploy() {
    workspace.workspace(PlannedWorkspace.HERE);
    workspace.write("blog/service.clova.toml", BLOG).write("blog/page.html", "old\n");
    workspace.apply(PlannedWorkspace.request());
    workspace.write("blog/page.html", "new\n");
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void aControllerThatRemembersNothingMakesTheSamePlan() throws IOException {
    Plan plan = workspace.plan();
    Path own = workspace.root().resolve(".clova");
    Files.move(own, workspace.root().resolveSibling("forgotten"));
    assertEquals(
        new String(PlanFile.write(plan), StandardCharsets.UTF_8),
        new String(PlanFile.write(workspace.plan()), StandardCharsets.UTF_8));
  }

  @Test
  void whatHasNotMovedIsCarriedOut() throws IOException {
    Plan plan = workspace.plan();
    assertEquals(plan, PlanFile.parse("it", PlanFile.write(plan)));
    assertTrue(workspace.apply(plan, PlannedWorkspace.request()).isComplete());
    assertEquals("new\n", Files.readString(workspace.on("here", "blog/page.html")));
  }

  @Test
  void itWasAppliedInBetween() throws IOException {
    Plan plan = workspace.plan();
    workspace.apply(PlannedWorkspace.request());
    workspace.write("blog/page.html", "old\n");
    workspace.apply(PlannedWorkspace.request());
    workspace.write("blog/page.html", "new\n");
    StalePlanTest.tells(
        StalePlanTest.refused(workspace, plan, PlannedWorkspace.request()),
        "`blog@here` was applied in between (receipt 1 then, 3 now)");
  }

  @Test
  void itWasCarriedOutAlready() throws IOException {
    Plan plan = workspace.plan();
    workspace.apply(plan, PlannedWorkspace.request());
    StalePlanTest.tells(
        StalePlanTest.refused(workspace, plan, PlannedWorkspace.request()),
        plan.id() + " was applied already, by tester@localhost, at ");
    StalePlanTest.tells(
        assertThrows(ClovaException.class, () -> workspace.expect(Expectation.of(plan)))
            .problems()
            .getFirst()
            .detail(),
        plan.id() + " was applied already");
  }

  @Test
  void aServiceWasTakenAway() throws IOException {
    workspace.write("wiki/service.clova.toml", BLOG);
    workspace.apply(PlannedWorkspace.request("wiki"));
    Plan plan = workspace.plan();
    Files.delete(workspace.root().resolve("wiki/service.clova.toml"));
    StalePlanTest.tells(
        StalePlanTest.refused(workspace, plan, PlannedWorkspace.request()),
        "`wiki@here` is no longer declared, and was then");
  }

  @Test
  void whatIsDoneAlreadyIsLeftOut() throws IOException {
    workspace.workspace(PlannedWorkspace.HERE + THERE);
    workspace.write("blog/service.clova.toml", "targets = [\"here\", \"there\"]\n");
    Plan plan = workspace.plan();
    workspace.apply(PlannedWorkspace.request("blog@there"));
    ApplyReport report = workspace.apply(plan, PlannedWorkspace.request());
    assertTrue(report.isComplete());
    assertEquals(1, report.outcomes().size());
    assertEquals("new\n", Files.readString(workspace.on("here", "blog/page.html")));
  }

  @Test
  void whatItDoesNotNameIsLeftAlone() throws IOException {
    workspace.write("wiki/service.clova.toml", BLOG).write("wiki/a", "a\n");
    workspace.apply(PlannedWorkspace.request("wiki"));
    Plan plan = workspace.plan();
    Files.writeString(workspace.on("here", "wiki/a"), "by hand\n");
    ApplyReport report = workspace.apply(plan, PlannedWorkspace.request());
    assertEquals(1, report.outcomes().size());
    assertTrue(
        report.applied().notes().contains("1 changes that this plan does not name are left."));
    assertEquals("by hand\n", Files.readString(workspace.on("here", "wiki/a")));
  }

  @Test
  void aPlanOfTheSameNameMayBeMadeAgain() {
    workspace.apply(DESTROY);
    Plan plan = workspace.plan();
    workspace.apply(plan, PlannedWorkspace.request());
    workspace.apply(DESTROY);
    assertEquals(plan.id(), workspace.plan().id());
    assertTrue(workspace.apply(plan, PlannedWorkspace.request()).isComplete());
    assertTrue(workspace.plan().isEmpty());
  }
}
