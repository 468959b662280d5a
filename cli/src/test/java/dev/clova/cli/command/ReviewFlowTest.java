package dev.clova.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.command.Runner.Ran;
import dev.clova.cli.forge.ForgeStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pipelines that Clova writes, job by job, against a stand-in for the forge. */
class ReviewFlowTest {

  private final Path place;
  private final Path desk;
  private final ForgeStandIn forge;
  private int checkouts;

  ReviewFlowTest(@TempDir Path place) throws IOException {
    this.place = place;
    this.desk = place.resolve("desk");
    this.forge = ForgeStandIn.start();
  }

  @AfterEach
  void stop() {
    forge.close();
  }

  /** A repository with a service on one target, and a branch that is to change it. */
  @BeforeEach
  void repository() throws Exception {
    git(place, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git");
    git(place, "clone", "--quiet", place.resolve("origin.git").toString(), "desk");
    git(desk, "checkout", "--quiet", "-B", "main");
    write(
        "clova.toml",
        """
        [workspace]
        id = "k3v9t2mqreviewflow00"

        [targets.here]
        connection = "local"
        root = "%s"
        """
            .formatted(place.resolve("target")));
    write("site/service.clova.toml", "targets = [\"here\"]\n");
    write("site/index.html", "first\n");
    write(".gitignore", ".clova/\n");
    commit("main");
    git(desk, "checkout", "--quiet", "-b", "pull");
  }

  @Test
  void aPullRequestIsPlannedReviewedMergedAndApplied() throws Exception {
    Runner runner = Runner.of(place, forge, "github", Recipe.Flow.AFTER);
    git(desk, "checkout", "--quiet", "main");
    runner.clova(desk, "apply", "--yes").is(0);
    git(desk, "checkout", "--quiet", "pull");
    write("site/index.html", "draft\n");
    commit("pull");
    forge.comment("mallory", "<!-- clova {\"format\":\"clova.md/1\"} -->");

    Ran planned = plan(runner, "github").is(0);
    assertTrue(planned.summary().contains("## Clova plan: "), planned.summary());
    assertEquals(List.of("POST /repos/acme/homelab/issues/3/comments"), forge.writes());
    plan(runner, "github").is(0);
    assertEquals(List.of(), forge.writes());
    write("site/index.html", "second\n");
    commit("pull");
    plan(runner, "github").is(0);
    assertEquals(1, forge.writes().size());
    assertEquals(2, forge.bodies().size());
    assertTrue(forge.bodies().getLast().contains("\n+second\n"), forge.bodies().getLast());

    merge();
    Path merged = checkout("main");
    write("site/index.html", "third\n");
    commit("main");
    forge.merge(head(desk), "3");
    Ran refused = apply(runner, "github", checkout("main")).is(5);
    refused.says("error: Plan is stale The plan is now " + id(refused.said(), "is now "));
    refused.says("and " + shownPlan() + " was expected.");
    refused.says("What differs: ");
    refused.says("`site@here:sync/index.html` is to be something else (");
    assertEquals("first\n", Files.readString(place.resolve("target/site/index.html")));

    Ran applied = apply(runner, "github", merged).is(0);
    assertTrue(applied.summary().contains("## Clova apply: Done: "), applied.summary());
    assertTrue(applied.said().contains(shownPlan()), applied.said());
    assertEquals("second\n", Files.readString(place.resolve("target/site/index.html")));
  }

  @ParameterizedTest
  @CsvSource({
    "github,COMMITTED",
    "github,BEFORE",
    "forgejo,AFTER",
    "gitlab,AFTER",
    "gitlab,COMMITTED",
    "gitlab,BEFORE"
  })
  void everyFlowGoesFromAPullRequestToTheTarget(String name, Recipe.Flow flow) throws Exception {
    Runner runner = Runner.of(place, forge, name, flow);
    write("site/index.html", "second\n");
    if (flow == Recipe.Flow.COMMITTED) {
      runner.clova(desk, "plan", "--out", "clova.plan.toml").is(0);
    }
    commit("pull");
    plan(runner, name).is(0);
    assertEquals(1, forge.bodies().size());
    assertTrue(forge.bodies().getLast().contains("create 1"), forge.bodies().getLast());
    Ran applied;
    if (flow == Recipe.Flow.BEFORE) {
      applied = applyBefore(runner, name, shownPlan());
    } else {
      merge();
      applied = apply(runner, name, checkout("main"));
    }
    applied.is(0);
    assertEquals("second\n", Files.readString(place.resolve("target/site/index.html")));
  }

  @Test
  void aCommittedPlanThatIsNotThePlanAnyMoreIsRed() throws Exception {
    Runner runner = Runner.of(place, forge, "github", Recipe.Flow.COMMITTED);
    runner.clova(desk, "plan", "--out", "clova.plan.toml").is(0);
    write("site/index.html", "second\n");
    commit("pull");
    plan(runner, "github").is(2).says("`site@here:sync` is to be something else (");
  }

  @Test
  void anotherPlanThanTheOneThatIsAskedForIsNotAppliedBeforeTheMerge() throws Exception {
    Runner runner = Runner.of(place, forge, "github", Recipe.Flow.BEFORE);
    write("site/index.html", "second\n");
    commit("pull");
    plan(runner, "github").is(0);
    applyBefore(runner, "github", "p-0000-0000-0000").is(5).says("The plan is " + shownPlan());
    assertFalse(Files.exists(place.resolve("target/site")));
  }

  @Test
  void nothingIsConnectedToThatComesWithThePullRequest() throws Exception {
    Runner runner = Runner.of(place, forge, "github", Recipe.Flow.AFTER);
    write(
        "clova.toml",
        Files.readString(desk.resolve("clova.toml"))
            + "[targets.there]\nconnection = \"local\"\nroot = \"%s\"\n"
                .formatted(place.resolve("elsewhere")));
    write("site/service.clova.toml", "targets = [\"here\", \"there\"]\n");
    commit("pull");
    plan(runner, "github").is(0);
    assertTrue(
        forge.bodies().getLast().contains("no trusted target of that name is the same"),
        forge.bodies().getLast());
  }

  @Test
  void aForkIsComparedWithWhatIsRecorded() throws Exception {
    commit("pull");
    for (String name : List.of("github", "gitlab")) {
      Runner runner = Runner.of(place, forge, name, Recipe.Flow.AFTER);
      Ran ran = runner.job("plan-of-fork", checkout("pull"), Map.of()).is(0);
      ran.says("Against what is recorded, without a look at any target: ");
    }
    assertEquals(List.of(), forge.writes());
  }

  @Test
  void aMistakeInADefinitionIsShownAtItsLine() throws Exception {
    Runner runner = Runner.of(place, forge, "github", Recipe.Flow.AFTER);
    write("site/service.clova.toml", "targets = [\"here\"]\nenabld = true\n");
    commit("pull");
    Ran ran = plan(runner, "github").is(65);
    assertTrue(
        ran.said().contains("\n::error file=site/service.clova.toml,line=2,col=1,title="),
        ran.said());
  }

  private Ran plan(Runner runner, String name) throws Exception {
    Path checkout = checkout("pull");
    if (name.equals("github")) {
      git(checkout, "merge", "--quiet", "origin/main");
    }
    return runner.job(
        "plan",
        checkout,
        name.equals("gitlab")
            ? Map.of("CI_MERGE_REQUEST_IID", "3", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")
            : Map.of("GITHUB_REF", "refs/pull/3/merge"));
  }

  private Ran apply(Runner runner, String name, Path checkout) throws Exception {
    String commit = head(checkout);
    return runner.job(
        "apply",
        checkout,
        name.equals("gitlab")
            ? Map.of("CI_COMMIT_SHA", commit)
            : Map.of("GITHUB_REF", "refs/heads/main", "GITHUB_SHA", commit));
  }

  private Ran applyBefore(Runner runner, String name, String plan) throws Exception {
    Map<String, String> about = new HashMap<>();
    if (name.equals("gitlab")) {
      about.put("CI_MERGE_REQUEST_IID", "3");
      about.put("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main");
    } else {
      Path event = Files.writeString(place.resolve("event.json"), "{\"issue\":{\"number\":3}}");
      about.put("GITHUB_REF", "refs/heads/main");
      about.put("GITHUB_EVENT_PATH", event.toString());
      about.put("github.event.comment.body", "clova apply " + plan);
    }
    return runner.job("apply", checkout("pull"), about);
  }

  /** The id in the comment. */
  private String shownPlan() {
    return id(forge.bodies().getLast(), "\"plan\":\"");
  }

  private static String id(String text, String before) {
    int from = text.indexOf(before + "p-") + before.length();
    return text.substring(from, from + "p-7f3k-9c2m-04qd".length());
  }

  private void merge() throws Exception {
    git(desk, "checkout", "--quiet", "main");
    git(desk, "merge", "--quiet", "--squash", "pull");
    commit("main");
    forge.merge(head(desk), "3");
  }

  private void write(String path, String text) throws IOException {
    Path file = desk.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private void commit(String branch) throws Exception {
    git(desk, "add", "--all");
    git(desk, "commit", "--quiet", "--allow-empty", "-m", "change");
    git(desk, "push", "--quiet", "origin", branch);
  }

  private Path checkout(String branch) throws Exception {
    String name = "checkout-" + ++checkouts;
    git(place, "clone", "--quiet", "-b", branch, place.resolve("origin.git").toString(), name);
    return place.resolve(name);
  }

  private static String head(Path folder) throws Exception {
    return Runner.command(folder, "git", "rev-parse", "HEAD").is(0).said().strip();
  }

  private static void git(Path folder, String... words) throws Exception {
    List<String> line = new java.util.ArrayList<>(List.of("git"));
    line.addAll(List.of(words));
    Runner.command(folder, line.toArray(String[]::new)).is(0);
  }
}
