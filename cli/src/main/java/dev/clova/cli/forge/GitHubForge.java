package dev.clova.cli.forge;

import java.util.List;
import java.util.Optional;

/** GitHub, and Forgejo, whose interface is the same here but for one address. */
final class GitHubForge implements Forge {

  private static final int LIMIT = 65_000;

  private final Rest rest;
  private final String issues;
  private final String commits;
  private final boolean isForgejo;
  private final Optional<String> named;

  /**
   * A repository.
   *
   * @param repository {@code owner/name}
   * @param named as whom we are logged in, if the environment says so
   */
  GitHubForge(Rest rest, String repository, boolean isForgejo, Optional<String> named) {
    this.rest = rest;
    this.issues = "/repos/" + repository + "/issues";
    this.commits = "/repos/" + repository + "/commits/";
    this.isForgejo = isForgejo;
    this.named = named;
  }

  /** The token of a job may not ask who it is. */
  @Override
  public String author() {
    if (named.isPresent()) {
      return named.get();
    }
    Optional<String> login = rest.has("/user") ? rest.get("/user").text("login") : Optional.empty();
    return login.orElse(isForgejo ? "forgejo-actions" : "github-actions[bot]");
  }

  @Override
  public List<ForgeComment> comments(String pull) {
    return rest.all(issues + "/" + pull + "/comments").stream()
        .map(
            comment ->
                new ForgeComment(
                    comment.text("id").orElse(""),
                    comment.text("user", "login").orElse(""),
                    comment.text("body").orElse("")))
        .toList();
  }

  @Override
  public void post(String pull, String body) {
    rest.send("POST", issues + "/" + pull + "/comments", out -> out.text("body", body));
  }

  @Override
  public void edit(String pull, ForgeComment comment, String body) {
    rest.send("PATCH", issues + "/comments/" + comment.id(), out -> out.text("body", body));
  }

  @Override
  public List<String> pulls(String commit) {
    return rest.get(commits + commit + (isForgejo ? "/pull" : "/pulls")).elements().stream()
        .filter(pull -> pull.text("merged_at").isPresent())
        .flatMap(pull -> pull.text("number").stream())
        .toList();
  }

  @Override
  public int limit() {
    return LIMIT;
  }

  @Override
  public void close() {
    rest.close();
  }
}
