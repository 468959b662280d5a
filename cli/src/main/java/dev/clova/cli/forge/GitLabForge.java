package dev.clova.cli.forge;

import java.util.List;
import java.util.Optional;

/** GitLab. */
final class GitLabForge implements Forge {

  private static final int LIMIT = 900_000;

  private final Rest rest;
  private final String project;
  private final Optional<String> named;

  /**
   * A project.
   *
   * @param project its number
   * @param named as whom we are logged in, if the environment says so
   */
  GitLabForge(Rest rest, String project, Optional<String> named) {
    this.rest = rest;
    this.project = "/projects/" + project;
    this.named = named;
  }

  @Override
  public String author() {
    return named.orElseGet(() -> rest.get("/user").text("username").orElse(""));
  }

  @Override
  public List<ForgeComment> comments(String pull) {
    return rest.all(notes(pull)).stream()
        .map(
            note ->
                new ForgeComment(
                    note.text("id").orElse(""),
                    note.text("author", "username").orElse(""),
                    note.text("body").orElse("")))
        .toList();
  }

  @Override
  public void post(String pull, String body) {
    rest.send("POST", notes(pull), out -> out.text("body", body));
  }

  @Override
  public void edit(String pull, ForgeComment comment, String body) {
    rest.send("PUT", notes(pull) + "/" + comment.id(), out -> out.text("body", body));
  }

  @Override
  public List<String> pulls(String commit) {
    return rest
        .get(project + "/repository/commits/" + commit + "/merge_requests")
        .elements()
        .stream()
        .filter(request -> request.text("state").orElse("").equals("merged"))
        .flatMap(request -> request.text("iid").stream())
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

  private String notes(String pull) {
    return project + "/merge_requests/" + pull + "/notes";
  }
}
