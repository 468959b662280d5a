package dev.clova.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.command.RecipeJobs.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {

  static Stream<Arguments> all() {
    return Stream.of("github", "forgejo", "gitlab")
        .flatMap(
            forge ->
                Arrays.stream(Recipe.Flow.values())
                    .flatMap(
                        flow ->
                            Stream.of("", "deploy/prod")
                                .map(folder -> Arguments.of(forge, flow, folder))));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyRecipeIsYamlWithItsJobs(String forge, Recipe.Flow flow, String folder) {
    Recipe recipe = Recipe.of(forge, flow, folder).orElseThrow();
    assertFalse(recipe.text().matches("(?s).*@[A-Z_]+@.*"), recipe.text());
    assertEquals(List.of("plan", "plan-of-fork", "apply"), RecipeJobs.of(recipe).names());
    assertTrue(folder.isEmpty() || recipe.text().contains("deploy/prod"));
    assertTrue(recipe.text().lines().noneMatch(line -> line.length() > 120));
  }

  /** Text that others wrote reaches a shell only through the environment. */
  @ParameterizedTest
  @MethodSource("all")
  void everyScriptIsShellAndHoldsNoExpression(String forge, Recipe.Flow flow, String folder)
      throws IOException, InterruptedException {
    RecipeJobs jobs = RecipeJobs.of(Recipe.of(forge, flow, folder).orElseThrow());
    for (String job : jobs.names()) {
      for (Step step : jobs.steps(job)) {
        assertFalse(step.run().contains("${{"), step.run());
        for (String shell : List.of("sh", "bash")) {
          Process check = new ProcessBuilder(shell, "-n").redirectErrorStream(true).start();
          check.getOutputStream().write(step.run().getBytes(StandardCharsets.UTF_8));
          check.getOutputStream().close();
          String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
          assertEquals(0, check.waitFor(), () -> step.run() + said);
        }
      }
    }
  }

  /**
   * What nobody has looked at gets no key, and where it gets one, to no place of its own choice.
   */
  @ParameterizedTest
  @MethodSource("all")
  void aPullRequestIsNotTrusted(String forge, Recipe.Flow flow, String folder) {
    RecipeJobs jobs = RecipeJobs.of(Recipe.of(forge, flow, folder).orElseThrow());
    boolean isGitLab = forge.equals("gitlab");
    assertTrue(
        jobs.condition("plan")
            .contains(
                isGitLab
                    ? "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID"
                    : "head.repo.full_name == github.repository"),
        jobs.condition("plan"));
    assertTrue(
        jobs.text("plan").contains("export CLOVA_UNTRUSTED=1 CLOVA_TRUSTED_TARGETS="),
        jobs.text("plan"));
    assertTrue(
        jobs.condition("plan-of-fork")
            .contains(
                isGitLab
                    ? "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID != $CI_PROJECT_ID"
                    : "head.repo.full_name != github.repository"),
        jobs.condition("plan-of-fork"));
    String fork = jobs.text("plan-of-fork");
    assertTrue(fork.contains("clova plan --untrusted --refresh=false"), fork);
    assertFalse(fork.contains("secrets.") || fork.contains("TOKEN"), fork);
  }

  @Test
  void otherForgesAreNotKnown() {
    assertEquals(Optional.empty(), Recipe.of("gitub", Recipe.Flow.AFTER, ""));
  }
}
