package dev.clova.engine.applying;

import dev.clova.engine.remote.Detached;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.remote.TargetLock;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.engine.step.TreeEdit;
import dev.clova.engine.step.Work;
import dev.clova.state.TreeEntry;
import dev.clova.state.TreePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is said to a target, and by it to itself, of a change that is on probation. */
final class ProbationScript {

  /** From here on there is something to take back. */
  static final ShellText BEGUN = ShellText.of(": >\"$BACK/begun\"");

  private ProbationScript() {}

  static ShellText functions() {
    return ShellText.lines(TargetLock.LIVING, ScriptText.PROBATION);
  }

  /** The change is made, well or not: the time runs. */
  static ShellText made(Batch back) {
    return ShellText.of("rm -f ").plus(ShellText.path(back.stage() + "/working"));
  }

  /** Waits until nobody can confirm it any more, then keeps others out if nobody else does. */
  static ShellText watch(Batch back, Duration limit) {
    Work work = back.parts().getFirst().work();
    return ShellText.lines(
        functions(),
        ShellText.set("ROOT", back.root()),
        ShellText.set("SERVICE", work.placement().service()),
        ShellText.set("BACK", back.stage()),
        ShellText.set("STAGE", back.stage()),
        ShellText.of("LIMIT=").plus(ShellText.number(limit.toSeconds())),
        ShellText.of("clova_watch"),
        ShellText.of("{"),
        // Who made the change may still hold the lock and wait; nobody else gets at this placement.
        TargetLock.take(
            back.root(), "the taking back of `%s`".formatted(work.placement().service())),
        ShellText.of("} >/dev/null 2>&1"));
  }

  /** What is not begun, or is another's by now, is not taken back. */
  static ShellText unlessNothing(Batch back) {
    Action.TakeBack taking = taking(back);
    ShellText fresh =
        ShellText.of(taking.edit().map(TreeEdit::fresh).orElse(false) ? "fresh" : "there");
    ShellText left = ShellText.of("clova_is_left ").plus(ShellText.number(taking.version()));
    return ShellText.lines(
        ShellText.of("if clova_is_untouched ").plus(fresh),
        ShellText.of("then ").plus(left).plus(" && clova_unmark; frame recorded 0"),
        ShellText.of("elif ! ").plus(left),
        ShellText.of("then frame begin 0 0"),
        ShellText.of("printf 'somebody else has changed it since; nothing was taken back'"),
        ShellText.of("frame failed 0 0 1"),
        ShellText.of("else"));
  }

  private static Action.TakeBack taking(Batch back) {
    for (Step step : back.parts().getFirst().work().steps()) {
      for (Action action : step.actions()) {
        if (action instanceof Action.TakeBack taking) {
          return taking;
        }
      }
    }
    throw new IllegalArgumentException("nothing takes it back");
  }

  /** All that is about to be replaced or removed, before any of it is. */
  static List<ShellText> keeping(Work work) {
    List<ShellText> lines = new ArrayList<>();
    for (Step step : work.steps()) {
      for (Action action : step.actions()) {
        switch (action) {
          case Action.PutTree(var source, TreeEdit edit) -> tree(edit, lines);
          case Action.PutFile file ->
              file.folder().ifPresent(folder -> beside(folder, file.name(), lines));
          case Action.RemoveFile file ->
              file.folder().ifPresent(folder -> beside(folder, file.name(), lines));
          case Action.TakeBack _,
              Action.Script _,
              Action.Command _,
              Action.Await _,
              Action.Learn _ -> {}
        }
      }
    }
    return lines;
  }

  private static void beside(String folder, String name, List<ShellText> lines) {
    lines.add(
        ShellText.of("clova_keep_beside ")
            .plus(ShellText.path(folder))
            .plus(" ")
            .plus(ShellText.word(name)));
  }

  private static void tree(TreeEdit edit, List<ShellText> lines) {
    if (edit.fresh()) {
      return;
    }
    SortedMap<String, List<String>> folders = new TreeMap<>(TreePath.ORDER);
    for (TreeEntry entry : edit.put()) {
      if (!(entry instanceof TreeEntry.DirectoryEntry)) {
        in(folders, entry.path());
      }
    }
    edit.remove().forEach(path -> in(folders, path));
    folders.forEach(
        (folder, names) ->
            lines.add(
                ShellText.of("if ")
                    .plus(BatchScript.at(folder))
                    .plus(" >/dev/null; then clova_keep ")
                    .plus(ShellText.words(names))
                    .plus("; fi")));
  }

  private static void in(SortedMap<String, List<String>> folders, String path) {
    folders
        .computeIfAbsent(TreePath.parent(path).orElse(""), folder -> new ArrayList<>())
        .add(TreePath.name(path));
  }

  /**
   * Asks for the state of a change that is on probation, and, from a new connection, ends that.
   *
   * @param part the change
   * @param confirms whether this is a new connection
   */
  static ShellText ask(Batch.Part part, boolean confirms) {
    Batch back = part.back().orElseThrow();
    List<String> words = new ArrayList<>(List.of(confirms ? "new" : "look"));
    Stream.of(part.recorded(true), part.recorded(false))
        .flatMap(Optional::stream)
        .flatMap(record -> record.receipt().stream())
        .forEach(digest -> words.add(digest.hex()));
    return ShellText.lines(
        ScriptText.LOOK,
        ScriptText.CHANGE,
        functions(),
        ShellText.set("ROOT", back.root()),
        ShellText.set("TOKEN", back.token()),
        ShellText.set("SERVICE", part.work().placement().service()),
        ShellText.of("clova_confirm ").plus(ShellText.words(words)));
  }

  /** What the target said to itself when it took a change back. */
  static ShellText told(Batch back) {
    return ShellText.lines(
        ShellText.set("BACK", back.stage()), Detached.replay(back.token(), "\"$BACK/told\""));
  }
}
