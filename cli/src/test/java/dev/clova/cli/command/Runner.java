package dev.clova.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clova.cli.command.RecipeJobs.Step;
import dev.clova.cli.forge.ForgeStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the jobs of a recipe as a forge's runner would: each script in a shell of its own kind, with
 * the variables of the forge, in a checkout. Whoever needs another value of an expression, or a
 * secret that a job does not get, fails.
 */
final class Runner {

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ ([a-zA-Z0-9_.]+) }}");

  private final Path place;
  private final ForgeStandIn forge;
  private final RecipeJobs jobs;
  private final boolean isForgejo;
  private final Path archive;

  private Runner(Path place, ForgeStandIn forge, RecipeJobs jobs, boolean isForgejo, Path archive) {
    this.place = place;
    this.forge = forge;
    this.jobs = jobs;
    this.isForgejo = isForgejo;
    this.archive = archive;
  }

  /**
   * How a job ended.
   *
   * @param status the exit status of the step that failed, or 0
   * @param said all that it printed
   * @param summary what is in its summary
   */
  record Ran(int status, String said, String summary) {

    Ran is(int expected) {
      assertEquals(expected, status, said);
      return this;
    }

    /** Whether it says a text, wherever its lines end. */
    Ran says(String text) {
      assertTrue(said.replaceAll("\\s+", " ").contains(text), said);
      return this;
    }
  }

  static Runner of(Path place, ForgeStandIn forge, String name, Recipe.Flow flow)
      throws IOException, InterruptedException {
    Recipe recipe = Recipe.of(name, flow, "").orElseThrow();
    Path archive = archive(place);
    return new Runner(place, forge, RecipeJobs.of(recipe), name.equals("forgejo"), archive);
  }

  /** The program under test, packed as its archive is. */
  private static Path archive(Path place) throws IOException, InterruptedException {
    Path bin = Files.createDirectories(place.resolve("packed/clova-0/bin"));
    Path program =
        Files.writeString(
            bin.resolve("clova"),
            "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' dev.clova.cli.Main \"$@\"\n"
                .formatted(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    System.getProperty("java.class.path")));
    assertTrue(program.toFile().setExecutable(true));
    // A runner's image has what `apt-get` would bring.
    Path tools = Files.createDirectories(place.resolve("tools"));
    Path apt = Files.writeString(tools.resolve("apt-get"), "#!/bin/sh\n");
    assertTrue(apt.toFile().setExecutable(true));
    Path archive = place.resolve("clova.tar.gz");
    command(
            place,
            "tar",
            "-czf",
            archive.toString(),
            "-C",
            place.resolve("packed").toString(),
            "clova-0")
        .is(0);
    return archive;
  }

  /**
   * Runs a job in a checkout.
   *
   * @param about the variables and expressions that the event brings along
   */
  Ran job(String name, Path checkout, Map<String, String> about)
      throws IOException, InterruptedException {
    Path home = Files.createTempDirectory(place, "runner-");
    Path path = Files.createFile(home.resolve("path"));
    Path summary = Files.createFile(home.resolve("summary"));
    StringBuilder said = new StringBuilder();
    int status = 0;
    for (Step step : jobs.steps(name)) {
      Map<String, String> environment = environment(checkout, home, path, summary);
      about.entrySet().stream()
          .filter(variable -> variable.getKey().matches("[A-Z_]+"))
          .forEach(variable -> environment.put(variable.getKey(), variable.getValue()));
      for (Map.Entry<String, String> variable : step.environment().entrySet()) {
        environment.put(variable.getKey(), evaluated(variable.getValue(), about));
      }
      Ran ran = script(step.run(), checkout, environment);
      said.append(ran.said());
      status = ran.status();
      if (status != 0) {
        break;
      }
    }
    return new Ran(status, said.toString(), Files.readString(summary));
  }

  private Map<String, String> environment(Path checkout, Path home, Path path, Path summary)
      throws IOException {
    List<String> folders = new ArrayList<>(Files.readAllLines(path));
    folders.add(place.resolve("tools").toString());
    folders.add(System.getenv("PATH"));
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", String.join(":", folders));
    environment.put("HOME", home.toString());
    environment.put("CI", "true");
    if (jobs.isGitLab()) {
      environment.put("GITLAB_CI", "true");
      environment.put("CI_API_V4_URL", forge.address());
      environment.put("CI_PROJECT_ID", "7");
      environment.put("CI_PROJECT_DIR", checkout.toString());
      environment.put("CLOVA_ARCHIVE", archive.toUri().toString());
      environment.put("CLOVA_SHA256", digest());
      environment.put("GITLAB_TOKEN", ForgeStandIn.TOKEN);
    } else {
      environment.put("GITHUB_ACTIONS", "true");
      environment.put("GITHUB_API_URL", forge.address());
      environment.put("GITHUB_REPOSITORY", "acme/homelab");
      environment.put("GITHUB_WORKSPACE", checkout.toString());
      environment.put("GITHUB_PATH", path.toString());
      environment.put("GITHUB_STEP_SUMMARY", summary.toString());
      environment.put("RUNNER_TEMP", home.toString());
    }
    if (isForgejo) {
      environment.put("FORGEJO_ACTIONS", "true");
      environment.put("CLOVA_COMMENT_AUTHOR", ForgeStandIn.US);
    }
    return environment;
  }

  private String evaluated(String text, Map<String, String> about) throws IOException {
    Map<String, String> values = new HashMap<>(about);
    values.put("vars.CLOVA_ARCHIVE", archive.toUri().toString());
    values.put("vars.CLOVA_SHA256", digest());
    values.put("vars.CLOVA_KNOWN_HOSTS", "");
    values.put("secrets.CLOVA_PLAN_KEY", "a key for looking");
    values.put("secrets.CLOVA_APPLY_KEY", "a key for applying");
    values.put("github.token", ForgeStandIn.TOKEN);
    values.put("github.base_ref", "main");
    values.put("github.event.repository.default_branch", "main");
    Matcher expression = EXPRESSION.matcher(text);
    return expression.replaceAll(
        it ->
            Matcher.quoteReplacement(Objects.requireNonNull(values.get(it.group(1)), it.group())));
  }

  private Ran script(String script, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path said = place.resolve("said");
    ProcessBuilder shell =
        new ProcessBuilder("bash", "-eo", "pipefail", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    shell.environment().clear();
    shell.environment().putAll(environment);
    int status = shell.start().waitFor();
    return new Ran(status, "\n" + Files.readString(said), "");
  }

  private String digest() throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(archive);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a command of the person at the keyboard. */
  static Ran command(Path folder, String... words) throws IOException, InterruptedException {
    Path said = Files.createTempFile("said", ".txt");
    try {
      ProcessBuilder process =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile());
      for (String who : List.of("GIT_AUTHOR", "GIT_COMMITTER")) {
        process.environment().put(who + "_NAME", "somebody");
        process.environment().put(who + "_EMAIL", "somebody@localhost");
      }
      process.environment().put("HOME", folder.toString());
      process.environment().put("GITHUB_ACTIONS", "");
      int status = process.start().waitFor();
      return new Ran(status, Files.readString(said), "");
    } finally {
      Files.delete(said);
    }
  }

  /** The program under test, for whoever sits at a keyboard. */
  Ran clova(Path folder, String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(place.resolve("packed/clova-0/bin/clova").toString());
    line.addAll(List.of(words));
    return command(folder, line.toArray(String[]::new));
  }
}
