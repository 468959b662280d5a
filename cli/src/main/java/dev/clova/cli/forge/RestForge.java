package dev.clova.cli.forge;

import java.util.List;
import java.util.Optional;

/** A forge that is asked over HTTP, in one of the two dialects that there are. */
final class RestForge implements Forge {

  private final Rest rest;
  private final Dialect dialect;
  private final Optional<String> named;

  /**
   * A forge.
   *
   * @param named as whom we are logged in, if the environment says so
   */
  RestForge(Rest rest, Dialect dialect, Optional<String> named) {
    this.rest = rest;
    this.dialect = dialect;
    this.named = named;
  }

  /**
   * How a forge wants to be asked about one repository.
   *
   * @param pulls where comments on pull requests are, before the number and {@code thread}
   * @param thread what comes after the number
   * @param edited where one comment is, before its id; {@code %s} is the number of the pull request
   * @param edit the method that replaces a comment
   * @param merges where the pull requests of a commit are; {@code %s} is the commit
   * @param merged the member of a pull request that tells that it was merged, and its value if it
   *     has to have one
   * @param number the member that is its number
   * @param login the members that lead from a comment to its author's login
   * @param us who writes with the token of a job, which may not ask; empty: it may
   * @param limit how many characters a comment may have
   */
  record Dialect(
      String pulls,
      String thread,
      String edited,
      String edit,
      String merges,
      List<String> merged,
      String number,
      List<String> login,
      Optional<String> us,
      int limit) {

    /** GitHub's, and Forgejo's, which differs in one address. */
    static Dialect gitHub(String repository, boolean isForgejo) {
      String root = "/repos/" + repository;
      return new Dialect(
          root + "/issues/",
          "/comments",
          root + "/issues/comments/",
          "PATCH",
          root + "/commits/%s" + (isForgejo ? "/pull" : "/pulls"),
          List.of("merged_at"),
          "number",
          List.of("user", "login"),
          Optional.of(isForgejo ? "forgejo-actions" : "github-actions[bot]"),
          65_000);
    }

    /** GitLab's. */
    static Dialect gitLab(String project) {
      String root = "/projects/" + project;
      return new Dialect(
          root + "/merge_requests/",
          "/notes",
          root + "/merge_requests/%s/notes/",
          "PUT",
          root + "/repository/commits/%s/merge_requests",
          List.of("state", "merged"),
          "iid",
          List.of("author", "username"),
          Optional.empty(),
          900_000);
    }

    boolean isMerged(Json pull) {
      Optional<String> told = pull.text(merged.getFirst());
      return merged.size() == 1 ? told.isPresent() : told.equals(Optional.of(merged.getLast()));
    }
  }

  @Override
  public String author() {
    return named.orElseGet(
        () ->
            dialect.us().isEmpty() || rest.has("/user")
                ? rest.get("/user").text(dialect.login().getLast()).orElse(dialect.us().orElse(""))
                : dialect.us().get());
  }

  @Override
  public List<ForgeComment> comments(String pull) {
    return rest.all(thread(pull)).stream()
        .map(
            comment ->
                new ForgeComment(
                    comment.text("id").orElse(""),
                    comment.text(dialect.login().toArray(String[]::new)).orElse(""),
                    comment.text("body").orElse("")))
        .toList();
  }

  @Override
  public void post(String pull, String body) {
    rest.send("POST", thread(pull), out -> out.text("body", body));
  }

  @Override
  public void edit(String pull, ForgeComment comment, String body) {
    String path = dialect.edited().formatted(pull) + comment.id();
    rest.send(dialect.edit(), path, out -> out.text("body", body));
  }

  @Override
  public List<String> pulls(String commit) {
    return rest.get(dialect.merges().formatted(commit)).elements().stream()
        .filter(dialect::isMerged)
        .flatMap(pull -> pull.text(dialect.number()).stream())
        .toList();
  }

  @Override
  public int limit() {
    return dialect.limit();
  }

  @Override
  public void close() {
    rest.close();
  }

  private String thread(String pull) {
    return dialect.pulls() + pull + dialect.thread();
  }
}
