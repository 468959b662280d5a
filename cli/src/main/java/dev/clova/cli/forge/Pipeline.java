package dev.clova.cli.forge;

import dev.clova.cli.forge.RestForge.Dialect;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The job of a pipeline that we run in, as its environment tells it.
 *
 * @param forge where its pull requests are
 * @param pull the number of the pull request that it is about, if the job says one
 * @param commit the commit that it runs on
 */
public record Pipeline(Forge forge, Optional<String> pull, String commit) implements AutoCloseable {

  private static final Pattern PULL = Pattern.compile("refs/pull/([0-9]+)/(?:merge|head)");
  private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");

  /**
   * What the environment says.
   *
   * @throws ClovaException if this is no job of a forge that we know, or there is no token
   */
  public static Pipeline of(Map<String, String> environment) {
    Environment values = new Environment(environment);
    if (values.text("GITLAB_CI").isPresent()) {
      return gitLab(values);
    }
    if (values.text("GITHUB_ACTIONS").isPresent()) {
      return gitHub(values);
    }
    throw new ClovaException(
        Problem.of(
            ProblemCode.USAGE,
            "This is no job of GitHub, Forgejo or GitLab: neither `GITHUB_ACTIONS` nor `GITLAB_CI`"
                + " is set.",
            "Run it in a pipeline; `clova ci init` writes one."));
  }

  /** The pull requests that the job is about: its own, or those that its commit came with. */
  public List<String> pulls() {
    return pull.map(List::of).orElseGet(() -> commit.isEmpty() ? List.of() : forge.pulls(commit));
  }

  @Override
  public void close() {
    forge.close();
  }

  private static Pipeline gitHub(Environment values) {
    boolean isForgejo =
        values.text("FORGEJO_ACTIONS").or(() -> values.text("GITEA_ACTIONS")).isPresent();
    String token = values.token("CLOVA_FORGE_TOKEN", "GITHUB_TOKEN");
    Rest rest = new Rest(values.needed("GITHUB_API_URL", ".+"), "Authorization", "Bearer " + token);
    String repository = values.needed("GITHUB_REPOSITORY", REPOSITORY.pattern());
    return new Pipeline(
        new RestForge(
            rest, Dialect.gitHub(repository, isForgejo), values.text("CLOVA_COMMENT_AUTHOR")),
        gitHubPull(values),
        values.text("GITHUB_SHA").filter(COMMIT.asMatchPredicate()).orElse(""));
  }

  private static Optional<String> gitHubPull(Environment values) {
    Matcher ref = PULL.matcher(values.text("GITHUB_REF").orElse(""));
    return ref.matches()
        ? Optional.of(ref.group(1))
        : values.text("GITHUB_EVENT_PATH").flatMap(Pipeline::ofEvent);
  }

  /** A comment on a pull request is an event of an issue. */
  private static Optional<String> ofEvent(String file) {
    try {
      Json event = Json.parse(Files.readString(Path.of(file)));
      return Stream.of(
              event.text("pull_request", "number"),
              event.text("issue", "number"),
              event.text("number"))
          .flatMap(Optional::stream)
          .filter(NUMBER.asMatchPredicate())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Pipeline gitLab(Environment values) {
    String token = values.token("CLOVA_FORGE_TOKEN", "GITLAB_TOKEN");
    Rest rest = new Rest(values.needed("CI_API_V4_URL", ".+"), "PRIVATE-TOKEN", token);
    return new Pipeline(
        new RestForge(
            rest,
            Dialect.gitLab(values.needed("CI_PROJECT_ID", NUMBER.pattern())),
            values.text("CLOVA_COMMENT_AUTHOR")),
        values.text("CI_MERGE_REQUEST_IID").filter(NUMBER.asMatchPredicate()),
        values.text("CI_COMMIT_SHA").filter(COMMIT.asMatchPredicate()).orElse(""));
  }

  /** Variables, of which an empty one is none. */
  private record Environment(Map<String, String> variables) {

    Optional<String> text(String name) {
      return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    String needed(String name, String form) {
      return text(name)
          .filter(value -> value.matches(form))
          .orElseThrow(
              () ->
                  new ClovaException(
                      Problem.of(
                          ProblemCode.USAGE,
                          "`" + name + "` is not set, or not to what a runner sets it to.",
                          "Run it in a pipeline; `clova ci init` writes one.")));
    }

    String token(String first, String second) {
      return text(first)
          .or(() -> text(second))
          .map(String::strip)
          .orElseThrow(
              () ->
                  new ClovaException(
                      Problem.of(
                          ProblemCode.USAGE,
                          "There is no token to comment with.",
                          "Set `%s` or `%s` for this step.".formatted(first, second))));
    }
  }
}
