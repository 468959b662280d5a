package dev.clova.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.command.RecipeTest.Step;
import dev.clova.cli.forge.ForgeStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline that Clova writes for GitHub, step by step, against a stand-in for the forge. */
class ReviewFlowTest {

  private static final String MERGED = "c".repeat(40);

  private static final List<Step> STEPS =
      RecipeTest.steps(Recipe.of("github", Recipe.Flow.AFTER, "").orElseThrow());

  @TempDir Path place;

  @Test
  void aPullRequestIsPlannedReviewedMergedAndApplied() throws Exception {
    try (ForgeStandIn forge = ForgeStandIn.start()) {
      program();
      Path pull = workspace("pull", "first");
      assertEquals(0, run(forge, pull, "clova apply --yes", Map.of()).status());
      Files.writeString(pull.resolve("site/index.html"), "draft\n");
      forge.comment("mallory", "<!-- clova {\"format\":\"clova.md/1\"} -->");

      plan(forge, pull);
      assertEquals(List.of("POST /repos/acme/homelab/issues/3/comments"), forge.writes());
      plan(forge, clone(pull, "again"));
      assertEquals(List.of(), forge.writes());
      Files.writeString(pull.resolve("site/index.html"), "second\n");
      plan(forge, pull);
      assertEquals(1, forge.writes().size());
      assertEquals(2, forge.bodies().size());
      assertTrue(forge.bodies().getLast().contains("\n+second\n"), forge.bodies().getLast());

      forge.merge(MERGED, "3");
      Path changed = clone(pull, "changed");
      Files.writeString(changed.resolve("site/index.html"), "third\n");
      Ran refused = apply(forge, changed);
      assertEquals(5, refused.status(), refused.said());
      assertTrue(refused.said().contains("error: Plan is stale\n"), refused.said());
      assertEquals("first\n", Files.readString(place.resolve("target/site/index.html")));

      Ran applied = apply(forge, clone(pull, "main"));
      assertEquals(0, applied.status(), applied.said());
      assertEquals("second\n", Files.readString(place.resolve("target/site/index.html")));
      String summary = Files.readString(place.resolve("summary.md"));
      assertTrue(summary.contains("## Clova plan: "), summary);
      assertTrue(summary.contains("## Clova apply: Done: "), summary);
    }
  }

  @Test
  void aMistakeInADefinitionIsShownAtItsLine() throws Exception {
    try (ForgeStandIn forge = ForgeStandIn.start()) {
      program();
      Path pull = workspace("pull", "first");
      Files.writeString(
          pull.resolve("site/service.clova.toml"), "targets = [\"here\"]\nenabld = true\n");
      Ran ran = run(forge, pull, "plan", "Plan", Map.of());
      assertEquals(65, ran.status());
      assertTrue(
          ran.said().contains("\n::error file=site/service.clova.toml,line=2,col=1,title="),
          ran.said());
    }
  }

  private void plan(ForgeStandIn forge, Path pull) throws Exception {
    Map<String, String> about = Map.of("GITHUB_REF", "refs/pull/3/merge");
    for (String step : List.of("Plan", "Comment")) {
      Ran ran = run(forge, pull, "plan", step, about);
      assertEquals(0, ran.status(), ran.said());
    }
  }

  private Ran apply(ForgeStandIn forge, Path clone) throws Exception {
    Map<String, String> about = Map.of("GITHUB_REF", "refs/heads/main", "GITHUB_SHA", MERGED);
    return run(forge, clone, "apply", "Apply", about);
  }

  private Ran run(
      ForgeStandIn forge, Path folder, String job, String name, Map<String, String> about)
      throws IOException, InterruptedException {
    Step step =
        STEPS.stream()
            .filter(it -> it.job().equals(job) && it.name().equals(name))
            .findFirst()
            .orElseThrow();
    return run(forge, folder, step.run(), about);
  }

  private Ran run(ForgeStandIn forge, Path folder, String script, Map<String, String> about)
      throws IOException, InterruptedException {
    Path said = place.resolve("said");
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-e", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    Map<String, String> environment = new HashMap<>(about);
    environment.put("PATH", place.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("HOME", place.toString());
    environment.put("CI", "true");
    environment.put("GITHUB_ACTIONS", "true");
    environment.put("GITHUB_API_URL", forge.address());
    environment.put("GITHUB_REPOSITORY", "acme/homelab");
    environment.put("GITHUB_WORKSPACE", folder.toString());
    environment.put("GITHUB_STEP_SUMMARY", place.resolve("summary.md").toString());
    environment.put("GITHUB_TOKEN", ForgeStandIn.TOKEN);
    shell.environment().clear();
    shell.environment().putAll(environment);
    int status = shell.start().waitFor();
    return new Ran(status, "\n" + Files.readString(said));
  }

  /** The program under test, as a command. */
  private void program() throws IOException {
    Path bin = Files.createDirectory(place.resolve("bin"));
    Path program =
        Files.writeString(
            bin.resolve("clova"),
            "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' dev.clova.cli.Main \"$@\"\n"
                .formatted(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    System.getProperty("java.class.path")));
    assertTrue(program.toFile().setExecutable(true));
  }

  private Path workspace(String name, String page) throws IOException {
    Path root = Files.createDirectory(place.resolve(name));
    Files.createDirectory(root.resolve("site"));
    Files.writeString(
        root.resolve("clova.toml"),
        """
        [workspace]
        id = "k3v9t2mqreviewflow00"

        [targets.here]
        connection = "local"
        root = "%s"
        """
            .formatted(place.resolve("target")));
    Files.writeString(root.resolve("site/service.clova.toml"), "targets = [\"here\"]\n");
    Files.writeString(root.resolve("site/index.html"), page + "\n");
    return root;
  }

  /** What another checkout has: everything but what Clova keeps beside it. */
  private Path clone(Path from, String name) throws IOException {
    Path to = Files.createDirectory(place.resolve(name));
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path relative = from.relativize(file);
        if (!relative.startsWith(".clova") && !relative.toString().startsWith("clova.plan")) {
          Path copy = to.resolve(relative);
          if (Files.isDirectory(file)) {
            Files.createDirectories(copy);
          } else {
            Files.copy(file, copy);
          }
        }
      }
    }
    return to;
  }

  /**
   * How a step ended.
   *
   * @param status its exit status
   * @param said all that it printed
   */
  private record Ran(int status, String said) {}
}
