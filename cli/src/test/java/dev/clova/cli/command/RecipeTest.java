package dev.clova.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

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
  void everyRecipeIsYamlWithBothJobs(String forge, Recipe.Flow flow, String folder) {
    Recipe recipe = Recipe.of(forge, flow, folder).orElseThrow();
    assertFalse(recipe.text().matches("(?s).*@[A-Z_]+@.*"), recipe.text());
    Map<?, ?> document = (Map<?, ?>) load(recipe.text());
    Map<?, ?> jobs = forge.equals("gitlab") ? document : table(document, "jobs");
    assertTrue(jobs.containsKey("plan") && jobs.containsKey("apply"));
    assertTrue(folder.isEmpty() || recipe.text().contains("deploy/prod"));
    assertTrue(recipe.text().lines().noneMatch(line -> line.length() > 120));
  }

  /** Text that others wrote reaches a shell only through the environment. */
  @ParameterizedTest
  @MethodSource("all")
  void noScriptHoldsAnExpression(String forge, Recipe.Flow flow, String folder) {
    if (!forge.equals("gitlab")) {
      for (Step step : steps(Recipe.of(forge, flow, folder).orElseThrow())) {
        assertFalse(step.run().contains("${{"), step.run());
      }
    }
  }

  @Test
  void otherForgesAreNotKnown() {
    assertEquals(Optional.empty(), Recipe.of("gitub", Recipe.Flow.AFTER, ""));
  }

  /**
   * A step of a job that runs something.
   *
   * @param job its job
   * @param name what it is called
   * @param run its script
   */
  record Step(String job, String name, String run) {}

  static List<Step> steps(Recipe recipe) {
    Map<?, ?> jobs = table((Map<?, ?>) load(recipe.text()), "jobs");
    return jobs.entrySet().stream()
        .flatMap(
            job ->
                ((List<?>) member((Map<?, ?>) job.getValue(), "steps"))
                    .stream()
                        .map(step -> (Map<?, ?>) step)
                        .filter(step -> step.containsKey("run"))
                        .map(
                            step ->
                                new Step(
                                    String.valueOf(job.getKey()),
                                    String.valueOf(step.get("name")),
                                    String.valueOf(step.get("run")))))
        .toList();
  }

  private static Map<?, ?> table(Map<?, ?> document, String name) {
    return (Map<?, ?>) member(document, name);
  }

  private static Object member(Map<?, ?> table, String name) {
    return Objects.requireNonNull(table.get(name), name);
  }

  private static Object load(String yaml) {
    return new Load(LoadSettings.builder().build()).loadFromString(yaml);
  }
}
