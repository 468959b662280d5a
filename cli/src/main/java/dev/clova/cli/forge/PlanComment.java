package dev.clova.cli.forge;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A comment that Clova wrote, by its first line. Who else writes such a line is not believed: only
 * comments of our own login are looked at.
 *
 * @param comment where it is
 * @param workspace the workspace that it is about
 * @param scope what was selected of it; empty for everything
 * @param plan the id of the plan that it shows; empty if it is the report of an apply
 */
public record PlanComment(ForgeComment comment, String workspace, String scope, String plan) {

  private static final String BEGIN = "<!-- clova {";
  private static final String END = " -->";

  /** What the first line of a text says, if it is one of Clova's. */
  public static Optional<PlanComment> of(ForgeComment comment) {
    String first = comment.body().lines().findFirst().orElse("").strip();
    if (!first.startsWith(BEGIN) || !first.endsWith(END)) {
      return Optional.empty();
    }
    try {
      Json header = Json.parse(first.substring(BEGIN.length() - 1, first.length() - END.length()));
      return header
          .text("workspace")
          .filter(workspace -> header.text("format").orElse("").startsWith("clova.md/1"))
          .map(
              workspace ->
                  new PlanComment(
                      comment,
                      workspace,
                      header.text("scope").orElse(""),
                      header.text("plan").orElse("")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Our comments on a pull request. */
  public static List<PlanComment> ours(Forge forge, String pull) {
    String author = forge.author();
    return forge.comments(pull).stream()
        .filter(comment -> comment.author().equals(author))
        .flatMap(comment -> of(comment).stream())
        .toList();
  }

  /** Whether one takes the other's place. */
  boolean isAbout(PlanComment other) {
    return workspace.equals(other.workspace)
        && scope.equals(other.scope)
        && plan.isEmpty() == other.plan.isEmpty();
  }

  /** Whether both say the same; forges change line ends. */
  boolean isSame(String body) {
    return plain(comment.body()).equals(plain(body));
  }

  private static String plain(String text) {
    return text.replace("\r\n", "\n").strip();
  }
}
