package dev.clova.cli.forge;

import java.util.Optional;

/** One comment on a pull request that is edited and not repeated. */
public final class StickyComment {

  private StickyComment() {}

  /** What had to be done. */
  public enum Outcome {
    POSTED,
    EDITED,
    SAME
  }

  /**
   * Makes a text the comment of its kind; sends nothing if it is that already.
   *
   * @param text what Clova wrote, as a comment that has no place yet
   */
  public static Outcome put(Forge forge, String pull, PlanComment text) {
    String body = text.comment().body();
    Optional<PlanComment> there =
        PlanComment.ours(forge, pull).stream().filter(text::isAbout).findFirst();
    if (there.isEmpty()) {
      forge.post(pull, body);
      return Outcome.POSTED;
    }
    if (there.get().isSame(body)) {
      return Outcome.SAME;
    }
    forge.edit(pull, there.get().comment(), body);
    return Outcome.EDITED;
  }
}
