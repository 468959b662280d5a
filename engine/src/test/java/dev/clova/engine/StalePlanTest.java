package dev.clova.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.engine.planning.Intent;
import dev.clova.engine.transport.Connection;
import dev.clova.engine.transport.Endpoint;
import dev.clova.engine.transport.Transport;
import dev.clova.state.ClovaException;
import dev.clova.state.Guard;
import dev.clova.state.Plan;
import dev.clova.state.PlanFile;
import dev.clova.state.PlannedAction;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.Reason;
import dev.clova.state.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a saved plan is left behind, each named with what it is about. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StalePlanTest {

  private static final String BLOG = "targets = [\"here\"]\n";

  private final Path folder;
  private final PlannedWorkspace workspace;

  StalePlanTest(@TempDir Path folder) {
    this.folder = folder;
    this.workspace = new PlannedWorkspace(folder);
  }

  /** Whatever is refused changes nothing, so one deployment is enough. */
  @BeforeAll
  void deploy() {
    declare();
    workspace.write("blog/page.html", "old\n");
    workspace.apply(PlannedWorkspace.request());
  }

  @BeforeEach
  void declareAnew() throws IOException {
    workspace.through(PlannedWorkspace.local(folder));
    workspace.ofVersion("0.1.0");
    Files.deleteIfExists(workspace.root().resolve("blog/more.html"));
    Files.deleteIfExists(workspace.root().resolve("wiki/service.clova.toml"));
    declare();
    Files.writeString(workspace.on("here", "blog/page.html"), "old\n");
  }

  private void declare() {
    workspace.workspace("[vars]\nname = \"one\"\n" + PlannedWorkspace.HERE);
    workspace.write("blog/service.clova.toml", BLOG + "[sync]\ntemplate = [\"*.tmpl\"]\n");
    workspace.write("blog/page.html", "new\n").write("blog/name.tmpl", "{{ vars.name }}\n");
  }

  @AfterAll
  void close() {
    workspace.close();
  }

  private String refused(Plan claim) {
    return refused(claim, PlannedWorkspace.request());
  }

  private String refused(Plan claim, PlanRequest request) {
    return refused(workspace, claim, request);
  }

  static String refused(PlannedWorkspace workspace, Plan claim, PlanRequest request) {
    ClovaException refusal =
        assertThrows(ClovaException.class, () -> workspace.apply(claim, request));
    Problem problem = refusal.problems().getFirst();
    assertEquals(ProblemCode.STALE, problem.code(), problem::toString);
    assertEquals(Trouble.STALE, problem.code().trouble());
    return problem.detail();
  }

  static void tells(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  private static PlanRequest request(Intent intent, boolean purge, boolean adopt) {
    return new PlanRequest(Selection.ALL, intent, false, purge, Set.of(), adopt);
  }

  @Test
  void theSameFileChangedAgain() {
    Plan plan = workspace.plan();
    workspace.write("blog/page.html", "newer\n");
    tells(
        refused(plan),
        "declared of `blog@here` has changed",
        "`blog@here:sync/page.html` is to be something else");
  }

  @Test
  void theDefinitionChanged() {
    Plan plan = workspace.plan();
    workspace.write("blog/service.clova.toml", BLOG + "[sync]\ndelete = \"never\"\n");
    tells(refused(plan), "declared of `blog@here` has changed");
  }

  @Test
  void aVariableChanged() {
    Plan plan = workspace.plan();
    workspace.workspace("[vars]\nname = \"two\"\n" + PlannedWorkspace.HERE);
    tells(refused(plan), "`update blog@here:sync/name` is needed now");
  }

  @Test
  void aFactInATemplateChanged() {
    workspace.write("blog/name.tmpl", "{{ target.facts.home }}\n");
    Plan plan = workspace.plan();
    workspace.through(PlannedWorkspace.local(folder.resolve("workspace")));
    tells(refused(plan), "`blog@here:sync/name` is to be something else");
  }

  @Test
  void anotherFileIsToChangeToo() {
    Plan plan = workspace.plan();
    workspace.write("blog/more.html", "more\n");
    tells(refused(plan), "`create blog@here:sync/more.html` is needed now");
  }

  @Test
  void theTargetDrifted() throws IOException {
    Plan plan = workspace.plan();
    Files.writeString(workspace.on("here", "blog/page.html"), "by hand\n");
    tells(refused(plan), "`blog@here:sync/page.html` is not as it was seen");
    assertEquals("by hand\n", Files.readString(workspace.on("here", "blog/page.html")));
  }

  @Test
  void theWorldCameToItByItself() throws IOException {
    Plan plan = workspace.plan();
    workspace.write("blog/page.html", "old\n");
    workspace.write("other/service.clova.toml", "targets = []\n");
    tells(refused(plan), "nothing that it says is left to do");
  }

  @Test
  void theTargetIsAnotherMachine() {
    Plan plan = workspace.plan();
    workspace.workspace(
        "[vars]\nname = \"one\"\n" + PlannedWorkspace.HERE + "host = \"192.0.2.7\"\n");
    tells(refused(plan), "the target `here` is another machine, or is reached otherwise");
  }

  @Test
  void theTargetHasAnotherName() {
    Plan plan = workspace.plan();
    workspace.workspace("[vars]\nname = \"one\"\n" + PlannedWorkspace.HERE.replace("here", "nuc"));
    workspace.write("blog/service.clova.toml", "targets = [\"nuc\"]\n");
    tells(refused(plan), "`blog@nuc` is declared now, and was not then", "blog@here");
  }

  @Test
  void theTargetIsNotReached() {
    Plan plan = workspace.plan();
    workspace.through(new Nowhere());
    tells(refused(plan), "`here` is not reached (Target not reached: It is off.)");
  }

  @Test
  void aServiceWasAdded() {
    Plan plan = workspace.plan();
    workspace.write("wiki/service.clova.toml", BLOG);
    tells(refused(plan), "`wiki@here` is declared now, and was not then");
  }

  @Test
  void itIsOfAnotherWorkspace() {
    Plan plan = workspace.plan();
    Plan foreign =
        new Plan(
            "another1",
            plan.scope(),
            plan.partial(),
            plan.guards(),
            plan.actions(),
            List.of(),
            List.of(),
            List.of(),
            0);
    tells(refused(foreign), "it is a plan of another workspace");
  }

  @Test
  void itIsOfAnotherClova() {
    Plan plan = workspace.plan();
    workspace.ofVersion("0.1.7");
    assertEquals(plan.id(), workspace.plan().id());
    workspace.ofVersion("0.2.0");
    tells(refused(plan), "it was made by Clova 0.1, and this is 0.2");
  }

  @Test
  void itWasAskedForOtherwise() {
    Plan removal = workspace.plan(request(Intent.DESTROY, false, false));
    tells(refused(removal), "it was made with `--destroy`, which is not given now");
    Plan purge = workspace.plan(request(Intent.CONVERGE, true, false));
    tells(refused(purge), "it was made with `--purge`, which is not given now");
    Plan plain = workspace.plan();
    tells(
        refused(plain, request(Intent.CONVERGE, false, true)),
        "it was made without `--adopt`, which is given now");
  }

  @Test
  void itIsAboutAnotherPart() {
    Plan plan = workspace.plan("blog");
    assertTrue(plan.partial());
    tells(
        refused(plan, PlannedWorkspace.request("@here")),
        "it was made for `blog`, and this is for `@here`");
  }

  @Test
  void nothingOfItIsKnownAnyMore() {
    workspace.write("wiki/service.clova.toml", BLOG);
    Plan plan = workspace.plan("wiki");
    workspace.write("wiki/service.clova.toml", "");
    assertTrue(workspace.root().resolve("wiki/service.clova.toml").toFile().delete());
    tells(refused(plan), "nothing is declared or recorded any more of `wiki`");
  }

  @Test
  void aFileThatWasEditedIsNotTaken() {
    String text = new String(PlanFile.write(workspace.plan()), StandardCharsets.UTF_8);
    for (String edited :
        List.of(
            text.replace("new| new", "new| evil"),
            text.replace("blog@here", "blog@there"),
            text.replace("clova.plan/1", "clova.plan/2"),
            text + "\n")) {
      ClovaException refusal =
          assertThrows(
              ClovaException.class,
              () -> PlanFile.parse("it", edited.getBytes(StandardCharsets.UTF_8)));
      assertEquals(Trouble.STALE, refusal.problems().getFirst().code().trouble());
    }
  }

  @Test
  void aForgedFileShowsWhatIsNotSo() {
    Plan plan = workspace.plan();
    PlannedAction real = plan.actions().getFirst();
    PlannedAction harmless =
        new PlannedAction(
            real.at(),
            real.verb(),
            Reason.DRIFTED,
            real.because(),
            real.evidence(),
            real.effect(),
            real.risk(),
            real.wave(),
            real.seen(),
            real.wanted(),
            real.change());
    tells(
        refused(with(plan, List.of(harmless))),
        "`update blog@here:sync/page.html` is not as it is shown (reason)");
  }

  @Test
  void aForgedFileWithoutItsGuards() {
    Plan plan = workspace.plan();
    TreeMap<String, String> guards = new TreeMap<>(plan.guards());
    guards.remove(Guard.of(Guard.Sort.CLOVA).text());
    guards.keySet().removeIf(name -> name.startsWith("receipt:"));
    Plan forged =
        new Plan(
            plan.workspaceId(),
            plan.scope(),
            plan.partial(),
            guards,
            plan.actions(),
            List.of(),
            List.of(),
            List.of(),
            0);
    tells(refused(forged), "it was made by Clova of old", "`blog@here` was applied in between");
  }

  @Test
  void whoExpectsAnotherPlanIsToldTheDifference() {
    Plan plan = workspace.plan();
    assertTrue(Engine.difference(plan, workspace.plan()).isEmpty());
    workspace.write("blog/page.html", "newer\n");
    String known = expectation(Expectation.of(plan.id()));
    tells(
        known,
        "The plan is now p-",
        plan.id() + " was expected",
        "`blog@here:sync/page.html` is to be something else");
    assertEquals(known, expectation(Expectation.of(plan)));
  }

  private String expectation(Expectation expected) {
    ClovaException refusal = assertThrows(ClovaException.class, () -> workspace.expect(expected));
    assertEquals(ProblemCode.STALE, refusal.problems().getFirst().code());
    return refusal.problems().getFirst().detail();
  }

  /** Reaches nothing. */
  private static final class Nowhere implements Transport {

    @Override
    public Connection connect(Endpoint endpoint) {
      throw new ClovaException(Problem.of(ProblemCode.UNREACHABLE, "It is off.", ""));
    }

    @Override
    public void close() {}
  }

  private static Plan with(Plan plan, List<PlannedAction> actions) {
    return new Plan(
        plan.workspaceId(),
        plan.scope(),
        plan.partial(),
        plan.guards(),
        actions,
        plan.unreached(),
        plan.cannotTell(),
        plan.drift(),
        plan.unchanged());
  }
}
