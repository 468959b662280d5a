package dev.clova.cli.forge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.forge.StickyComment.Outcome;
import dev.clova.state.ClovaException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StickyCommentTest {

  private static final String HEADER =
      "<!-- clova {\"format\":\"clova.md/1\",\"workspace\":\"w\",\"scope\":\"%s\",\"plan\":\"p-%s\"} -->\n";

  private ForgeStandIn forge;

  @BeforeEach
  void start() throws IOException {
    forge = ForgeStandIn.start();
  }

  @AfterEach
  void stop() {
    forge.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "forgejo", "gitlab"})
  void aCommentIsEditedAndNotRepeated(String sort) {
    assertEquals(Outcome.POSTED, put(sort, header("", 1) + "one"));
    assertEquals(1, forge.writes().size());
    assertEquals(Outcome.SAME, put(sort, header("", 1) + "one"));
    assertEquals(List.of(), forge.writes());
    assertEquals(Outcome.EDITED, put(sort, header("", 2) + "two"));
    assertEquals(1, forge.writes().size());
    assertEquals(List.of(header("", 2) + "two"), forge.bodies());
  }

  @Test
  void anotherSelectionHasACommentOfItsOwn() {
    put("github", header("", 1) + "all");
    put("github", header("blog", 2) + "blog");
    put("github", header("", 3) + "all of now");
    assertEquals(List.of(header("", 3) + "all of now", header("blog", 2) + "blog"), forge.bodies());
  }

  @Test
  void lineEndsThatTheForgeChangedAreNoChange() {
    forge.comment(ForgeStandIn.US, (header("", 1) + "one\ntwo\n").replace("\n", "\r\n"));
    assertEquals(Outcome.SAME, put("github", header("", 1) + "one\ntwo\n"));
  }

  @Test
  void whoWritesSuchACommentIsNotBelieved() {
    forge.comment("mallory", header("", 1) + "forged");
    assertEquals(Outcome.POSTED, put("github", header("", 2) + "ours"));
    try (Pipeline pipeline = Pipeline.of(environment("github"))) {
      List<PlanComment> ours = PlanComment.ours(pipeline.forge(), "3");
      assertEquals(List.of("p-2"), ours.stream().map(PlanComment::plan).toList());
    }
  }

  @Test
  void ourCommentIsFoundAmongManyPages() {
    forge.comment(ForgeStandIn.US, header("", 1) + "one");
    for (int i = 0; i < 30; i++) {
      forge.comment("alice", "comment " + i);
    }
    assertEquals(Outcome.SAME, put("github", header("", 1) + "one"));
  }

  @Test
  void aTokenThatIsNotTakenIsToldWithoutIt() {
    Map<String, String> environment = new HashMap<>(environment("github"));
    environment.put("GITHUB_TOKEN", "wrong-token");
    try (Pipeline pipeline = Pipeline.of(environment)) {
      ClovaException failure =
          assertThrows(ClovaException.class, () -> pipeline.forge().comments("3"));
      String detail = failure.problems().getFirst().detail();
      assertTrue(detail.endsWith("with status 401."), detail);
      assertTrue(!detail.contains("wrong-token"), detail);
    }
  }

  @Test
  void aForgeThatIsNotThereIsTold() {
    Map<String, String> environment = new HashMap<>(environment("github"));
    environment.put("GITHUB_API_URL", "http://127.0.0.1:1");
    try (Pipeline pipeline = Pipeline.of(environment)) {
      ClovaException failure =
          assertThrows(ClovaException.class, () -> pipeline.forge().comments("3"));
      String detail = failure.problems().getFirst().detail();
      assertTrue(detail.startsWith("`http://127.0.0.1:1` was not reached: "), detail);
    }
  }

  @Test
  void withoutAPipelineThereIsNoForge() {
    assertThrows(ClovaException.class, () -> Pipeline.of(Map.of()));
    assertThrows(ClovaException.class, () -> Pipeline.of(Map.of("GITHUB_ACTIONS", "true")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"github", "forgejo", "gitlab"})
  void aCommitIsFollowedToItsPullRequest(String sort) {
    String commit = "c".repeat(40);
    forge.merge(commit, "3");
    Map<String, String> environment = new HashMap<>(environment(sort));
    environment.remove("GITHUB_REF");
    environment.remove("CI_MERGE_REQUEST_IID");
    environment.put("GITHUB_SHA", commit);
    environment.put("CI_COMMIT_SHA", commit);
    try (Pipeline pipeline = Pipeline.of(environment)) {
      assertEquals(List.of("3"), pipeline.pulls());
    }
  }

  private Outcome put(String sort, String body) {
    try (Pipeline pipeline = Pipeline.of(environment(sort))) {
      PlanComment text = PlanComment.of(new ForgeComment("", "", body)).orElseThrow();
      return StickyComment.put(pipeline.forge(), pipeline.pulls().getFirst(), text);
    }
  }

  private Map<String, String> environment(String sort) {
    return switch (sort) {
      case "gitlab" ->
          Map.of(
              "GITLAB_CI", "true",
              "CI_API_V4_URL", forge.address(),
              "CI_PROJECT_ID", "7",
              "CI_MERGE_REQUEST_IID", "3",
              "GITLAB_TOKEN", ForgeStandIn.TOKEN);
      default ->
          Map.of(
              "GITHUB_ACTIONS",
              "true",
              "FORGEJO_ACTIONS",
              sort.equals("forgejo") ? "true" : "",
              "CLOVA_COMMENT_AUTHOR",
              sort.equals("forgejo") ? ForgeStandIn.US : "",
              "GITHUB_API_URL",
              forge.address(),
              "GITHUB_REPOSITORY",
              "acme/homelab",
              "GITHUB_REF",
              "refs/pull/3/merge",
              "GITHUB_TOKEN",
              ForgeStandIn.TOKEN);
    };
  }

  private static String header(String scope, int plan) {
    return HEADER.formatted(scope, plan);
  }
}
