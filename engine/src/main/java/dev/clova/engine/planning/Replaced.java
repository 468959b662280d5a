package dev.clova.engine.planning;

import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.engine.step.TreeEdit;
import dev.clova.state.Reason;
import dev.clova.state.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What steps put in the place of something else.
 *
 * @param edit of the service's tree
 * @param files single files outside its directory
 * @param env whether its environment is among it
 * @param image whether an image is
 */
record Replaced(
    Optional<TreeEdit> edit, List<Action.TakeBack.Beside> files, boolean env, boolean image) {

  Replaced {
    files = List.copyOf(files);
  }

  static Replaced by(List<Step> steps) {
    Optional<TreeEdit> edit = Optional.empty();
    List<Action.TakeBack.Beside> files = new ArrayList<>();
    boolean env = false;
    boolean image = false;
    for (Step step : steps) {
      image |= step.claims().stream().anyMatch(claim -> claim.reason() == Reason.IMAGE_CHANGED);
      for (Action action : step.actions()) {
        switch (action) {
          case Action.PutTree(var source, TreeEdit put) -> edit = Optional.of(put);
          case Action.PutFile file -> {
            env |= file.folder().isEmpty();
            file.folder()
                .ifPresent(folder -> files.add(new Action.TakeBack.Beside(folder, file.name())));
          }
          case Action.RemoveFile file -> {
            env |= file.folder().isEmpty();
            file.folder()
                .ifPresent(folder -> files.add(new Action.TakeBack.Beside(folder, file.name())));
          }
          case Action.TakeBack _,
              Action.Script _,
              Action.Command _,
              Action.Await _,
              Action.Learn _ -> {}
        }
      }
    }
    return new Replaced(edit, files, env, image);
  }

  /** Whether the service's directory was not there at all. */
  boolean isFresh() {
    return edit.map(TreeEdit::fresh).orElse(false);
  }

  boolean isNothing() {
    return edit.isEmpty() && files.isEmpty() && !env && !image;
  }

  /**
   * What brings it back.
   *
   * @param version the number of the receipt of the version of before
   * @param before the whole tree of then
   */
  Action.TakeBack takenBack(long version, Tree before) {
    return new Action.TakeBack(version, edit, before, files, env);
  }
}
