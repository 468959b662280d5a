package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.definition.PolicyDefinition;
import dev.clova.engine.planning.Intent;
import dev.clova.engine.policy.Verdict;
import dev.clova.state.ClovaException;
import dev.clova.state.Plan;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Risk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each rule against real plans, from the workspace and from outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyTest {

  private final Path folder;
  private final PlannedWorkspace workspace;

  PolicyTest(@TempDir Path folder) {
    this.folder = folder;
    this.workspace = new PlannedWorkspace(folder);
  }

  /** Whatever is refused changes nothing, so one deployment is enough. */
  @BeforeAll
  void deploy() throws IOException {
    own("");
    for (String service : List.of("blog", "db", "wiki")) {
      declare(service);
    }
    workspace.apply(PlannedWorkspace.request());
    Files.writeString(workspace.on("here", "wiki/extra"), "unknown\n");
  }

  @BeforeEach
  void declareAnew() {
    own("");
    workspace.outside(Outside.NOTHING);
    workspace.at(Clock.systemUTC());
    declare("db");
    workspace.write("wiki/service.clova.toml", "targets = [\"here\"]\n");
    workspace.write("blog/page", "new\n");
  }

  @AfterAll
  void close() {
    workspace.close();
  }

  private void declare(String service) {
    workspace.write(service + "/service.clova.toml", "targets = [\"here\"]\n");
    workspace.write(service + "/page", "old\n");
  }

  private void own(String policy) {
    workspace.workspace(PlannedWorkspace.HERE + policy);
  }

  private void outside(String policy) {
    Path file = folder.resolve("policy.toml");
    PlannedWorkspace.write(file, "[policy]\n" + policy);
    workspace.outside(
        new Outside(
            Optional.of(PolicyDefinition.outside(file, workspace.root())), Optional.empty()));
  }

  private List<Verdict> verdicts(PlanRequest request) {
    return workspace.engine().plan(request, event -> {}).verdicts();
  }

  private void refuses(PlanRequest request, String why) {
    List<Verdict> verdicts = verdicts(request);
    assertTrue(
        verdicts.stream().anyMatch(v -> v.refuses() && v.why().contains(why)),
        () -> why + " is not in " + verdicts);
    List<Problem> problems =
        assertThrows(ClovaException.class, () -> workspace.apply(request)).problems();
    assertTrue(
        problems.stream()
            .anyMatch(p -> p.code() == ProblemCode.REFUSED && p.detail().contains(why)),
        problems::toString);
  }

  private void holds(PlanRequest request, String why) {
    List<Verdict> verdicts = verdicts(request);
    assertEquals(1, verdicts.size());
    assertFalse(verdicts.getFirst().refuses(), verdicts::toString);
    assertEquals(why, verdicts.getFirst().why());
  }

  private static PlanRequest destroy(String... patterns) {
    return new PlanRequest(
        new Selection(List.of(patterns), List.of(), List.of()),
        Intent.DESTROY,
        false,
        false,
        Set.of(),
        false);
  }

  private static PlanRequest allowing(Risk risk) {
    return new PlanRequest(Selection.ALL, Intent.CONVERGE, false, false, Set.of(risk), false);
  }

  @Test
  void withoutRulesThereAreNoVerdicts() {
    assertEquals(List.of(), verdicts(PlannedWorkspace.request()));
  }

  @Test
  void whatIsProtectedIsNotRemoved() {
    own("[policy]\nprotect = [\"db\"]\n");
    refuses(destroy("db"), "`db@here` is removed");
    holds(destroy("blog"), "nothing there is removed or put at risk");
    own("protect = true\n");
    refuses(destroy("blog"), "`blog@here` is removed");
  }

  @Test
  void whatIsProtectedIsNotPutAtRisk() {
    own("[policy]\nprotect = [\"wi*\"]\n");
    workspace.write(
        "wiki/service.clova.toml", "targets = [\"here\"]\n[sync]\ndelete = \"extra\"\n");
    refuses(allowing(Risk.CONTENT_LOST), "`remove wiki@here:sync/extra` has the risk");
  }

  @Test
  void risksMayNeedAPersonOrBeForbidden() {
    workspace.write(
        "wiki/service.clova.toml", "targets = [\"here\"]\n[sync]\ndelete = \"extra\"\n");
    own("[policy]\nask = [\"content_lost\"]\n");
    refuses(PlannedWorkspace.request(), "needs `--allow content_lost`");
    holds(allowing(Risk.CONTENT_LOST), "it is given");
    own("[policy]\nforbid = [\"content_lost\"]\n");
    refuses(allowing(Risk.CONTENT_LOST), "`remove wiki@here:sync/extra` has the risk");
  }

  @Test
  void theStricterOfBothCountsHolds() {
    own("[policy]\nmax_removed = 2\n");
    holds(destroy("blog", "db"), "2 of 3 are taken away");
    refuses(destroy(), "3 of 3 are taken away");
    own("[policy]\nmax_removed_percent = 34\n");
    holds(destroy("blog"), "1 of 3 are taken away");
    refuses(destroy("blog", "db"), "2 of 3 are taken away");
    own("[policy]\nmax_removed = 3\nmax_removed_percent = 0\n");
    refuses(destroy("blog"), "1 of 3 are taken away");
  }

  @Test
  void actionsAreDeniedByTheirVerbAndAddress() {
    own("[policy]\ndeny = [\"update *:sync/pa*\"]\n");
    refuses(PlannedWorkspace.request(), "`update blog@here:sync/page` is `update *:sync/pa*`");
    own("[policy]\ndeny = [\"* blog@here\"]\n");
    refuses(PlannedWorkspace.request(), "`update blog@here:sync/page` is `* blog@here`");
    own("[policy]\ndeny = [\"remove *\", \"* db@*\"]\n");
    holds(PlannedWorkspace.request(), "nothing of that is done");
  }

  @Test
  void nothingIsAppliedInAFreeze() {
    own("[policy]\n[[policy.freeze]]\ndays = [\"fri\"]\n");
    workspace.at(Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC));
    refuses(PlannedWorkspace.request(), "that is so now");
    workspace.at(Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC));
    holds(PlannedWorkspace.request(), "that is not so now");
  }

  @Test
  void aPlanIsReviewedOutside() {
    own("[policy]\nreviewed = true\n");
    Plan plan = workspace.plan();
    refuses(PlannedWorkspace.request(), "`" + plan.id() + "` is not approved");
    outside("approved = [\"" + plan.id() + "\"]\n");
    assertEquals(plan.id(), workspace.plan().id());
    holds(PlannedWorkspace.request(), "`" + plan.id() + "` is approved");
  }

  @Test
  void noFileLoosensAnother() {
    outside("max_removed = 1\n");
    own("[policy]\nmax_removed = 100\n");
    refuses(destroy("blog", "db"), "2 of 3 are taken away");
    outside("max_removed = 100\n");
    own("[policy]\nmax_removed = 1\n");
    refuses(destroy("blog", "db"), "2 of 3 are taken away");
  }

  @Test
  void theRulesOfTheWorkspaceAreInThePlanAndThoseFromOutsideAreNot() {
    Plan bare = workspace.plan();
    outside("max_removed = 1\n");
    assertEquals(bare.id(), workspace.plan().id());
    own("[policy]\nmax_removed = 1\n");
    Plan ruled = workspace.plan();
    own("[policy]\nmax_removed = 9\n");
    String refusal = StalePlanTest.refused(workspace, ruled, PlannedWorkspace.request());
    StalePlanTest.tells(refusal, "the rules in `clova.toml` have changed");
  }

  @Test
  void aSavedPlanIsJudgedWithoutATarget() {
    own("[policy]\nprotect = [\"db\"]\n");
    Plan removal = workspace.plan(destroy("db"));
    Plan change = workspace.plan();
    assertTrue(workspace.engine().judge(removal, Set.of()).getFirst().refuses());
    assertFalse(workspace.engine().judge(change, Set.of()).getFirst().refuses());
  }
}
