package dev.clova.cli.command;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What a runner would make of a recipe: its jobs, and what each of them runs. */
final class RecipeJobs {

  private final Map<?, ?> document;

  private RecipeJobs(Map<?, ?> document) {
    this.document = document;
  }

  /**
   * Something that a job runs in one shell.
   *
   * @param name what it is called
   * @param run its script
   * @param environment its variables, with the expressions in them as they are written
   */
  record Step(String name, String run, Map<String, String> environment) {}

  static RecipeJobs of(Recipe recipe) {
    return new RecipeJobs(
        (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(recipe.text()));
  }

  boolean isGitLab() {
    return !document.containsKey("jobs");
  }

  List<String> names() {
    return jobs().keySet().stream()
        .map(String::valueOf)
        .filter(name -> !name.startsWith(".") && !name.equals("stages"))
        .toList();
  }

  /** When a job runs, in its forge's own words. */
  String condition(String job) {
    return String.valueOf(member(job(job), isGitLab() ? "rules" : "if"));
  }

  /** All that a job says, as text. */
  String text(String job) {
    return job(job).toString();
  }

  /** What a job runs, in order; on GitLab all of it is one shell. */
  List<Step> steps(String job) {
    if (isGitLab()) {
      List<?> before = (List<?>) member((Map<?, ?>) member(jobs(), ".clova"), "before_script");
      List<?> script = (List<?>) member(job(job), "script");
      List<String> lines =
          Stream.concat(before.stream(), script.stream()).map(String::valueOf).toList();
      return List.of(new Step("script", String.join("\n", lines), Map.of()));
    }
    return ((List<?>) member(job(job), "steps"))
        .stream()
            .map(step -> (Map<?, ?>) step)
            .filter(step -> step.containsKey("run"))
            .map(
                step ->
                    new Step(
                        String.valueOf(step.get("name")),
                        String.valueOf(step.get("run")),
                        variables(step)))
            .toList();
  }

  private static Map<String, String> variables(Map<?, ?> step) {
    Map<String, String> variables = new java.util.TreeMap<>();
    if (step.get("env") instanceof Map<?, ?> env) {
      env.forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
    }
    return variables;
  }

  private Map<?, ?> jobs() {
    return isGitLab() ? document : (Map<?, ?>) member(document, "jobs");
  }

  private Map<?, ?> job(String name) {
    return (Map<?, ?>) member(jobs(), name);
  }

  private static Object member(Map<?, ?> table, String name) {
    return Objects.requireNonNull(table.get(name), name);
  }
}
