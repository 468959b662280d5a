package dev.clova.engine.applying;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.step.Action;
import dev.clova.engine.step.Step;
import dev.clova.engine.step.TreeEdit;
import dev.clova.engine.step.Work;
import dev.clova.state.PlannedAction;
import dev.clova.state.Reason;
import dev.clova.state.Tree;
import dev.clova.state.TreeEntry;
import dev.clova.state.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Earlier versions on a target: when one is kept, and how it comes back. */
final class Kept {

  private Kept() {}

  /** Whether work leaves another version than there was: other files, or another image. */
  static boolean isReplacing(Work work) {
    return work.record().isPresent() && work.steps().stream().anyMatch(Kept::isReplacing);
  }

  private static boolean isReplacing(Step step) {
    for (PlannedAction claim : step.claims()) {
      if (claim.reason() == Reason.IMAGE_CHANGED) {
        return true;
      }
    }
    for (Action action : step.actions()) {
      boolean changes =
          switch (action) {
            case Action.PutTree(var source, TreeEdit edit) ->
                !edit.put().isEmpty() || !edit.remove().isEmpty() || !edit.modes().isEmpty();
            case Action.PutFile _, Action.RemoveFile _ -> true;
            case Action.TakeBack _,
                Action.Script _,
                Action.Command _,
                Action.Await _,
                Action.Learn _ ->
                false;
          };
      if (changes) {
        return true;
      }
    }
    return false;
  }

  /** The commands that bring it back; each may be repeated. */
  static List<ShellText> takingBack(Action.TakeBack back) {
    List<ShellText> lines = new ArrayList<>();
    lines.add(ShellText.of("clova_kept ").plus(ShellText.number(back.version())));
    back.edit()
        .ifPresent(
            edit -> {
              if (edit.fresh()) {
                away(edit, lines);
              } else {
                tree(edit, back.before(), lines);
              }
            });
    for (Action.TakeBack.Beside file : back.files()) {
      lines.add(
          ShellText.of("clova_file_back ")
              .plus(ShellText.path(file.folder()))
              .plus(" ")
              .plus(ShellText.word(file.name())));
    }
    if (back.env()) {
      lines.add(ShellText.of("clova_env_back"));
    }
    return lines;
  }

  /** What was put where no directory was: the files go, and the folders that are empty then. */
  private static void away(TreeEdit edit, List<ShellText> lines) {
    SortedMap<String, List<String>> files = new TreeMap<>(TreePath.ORDER);
    List<String> made = new ArrayList<>();
    for (TreeEntry entry : edit.put()) {
      if (entry instanceof TreeEntry.DirectoryEntry) {
        made.addFirst(entry.path());
      } else {
        in(files, entry.path());
      }
    }
    files.forEach(
        (folder, names) -> lines.add(ifThere(folder, "clova_drop ", ShellText.words(names))));
    made.forEach(path -> lines.add(one(path, "clova_folder_away ")));
  }

  private static ShellText ifThere(
      String folder, @CompileTimeConstant String what, ShellText words) {
    return ShellText.of("if ")
        .plus(BatchScript.at(folder))
        .plus(" >/dev/null; then ")
        .plus(what)
        .plus(words)
        .plus("; fi");
  }

  /**
   * First what was put makes room, the deepest first; then what was there comes back, from the top.
   * Any of it may not have been put yet.
   */
  private static void tree(TreeEdit edit, Tree before, List<ShellText> lines) {
    SortedMap<String, List<String>> inNew = new TreeMap<>(TreePath.ORDER);
    SortedMap<String, List<String>> inOld = new TreeMap<>(TreePath.ORDER);
    SortedSet<String> made = new TreeSet<>(TreePath.ORDER.reversed());
    List<String> insteadOfFolders = new ArrayList<>();
    for (TreeEntry entry : edit.put()) {
      String path = entry.path();
      if (entry instanceof TreeEntry.DirectoryEntry) {
        made.add(path);
      } else if (isFolder(path, before)) {
        insteadOfFolders.add(path);
      } else {
        in(made.contains(TreePath.parent(path).orElse("")) ? inNew : inOld, path);
      }
    }
    edit.remove().stream().filter(path -> !isFolder(path, before)).forEach(path -> in(inOld, path));
    inNew.forEach(
        (folder, names) -> lines.add(ifThere(folder, "clova_take_back ", ShellText.words(names))));
    made.stream()
        .filter(path -> !isFolder(path, before))
        .forEach(path -> lines.add(one(path, "clova_folder_away ")));
    insteadOfFolders.forEach(path -> lines.add(one(path, "clova_drop ")));
    for (String path : edit.remove()) {
      if (before.find(path).orElse(null) instanceof TreeEntry.DirectoryEntry folder) {
        folder(path, folder.mode(), lines);
      }
    }
    inOld.forEach(
        (folder, names) ->
            lines.add(
                BatchScript.at(folder).plus(" && clova_take_back ").plus(ShellText.words(names))));
    for (TreeEntry.DirectoryEntry entry : edit.modes()) {
      if (before.find(entry.path()).orElse(entry) instanceof TreeEntry.DirectoryEntry old) {
        lines.add(
            BatchScript.at(old.path())
                .plus(" && clova_mode ")
                .plus(ShellText.word("%04o".formatted(old.mode()))));
      }
    }
  }

  private static void in(SortedMap<String, List<String>> files, String path) {
    files
        .computeIfAbsent(TreePath.parent(path).orElse(""), folder -> new ArrayList<>())
        .add(TreePath.name(path));
  }

  private static boolean isFolder(String path, Tree tree) {
    return tree.find(path).orElse(null) instanceof TreeEntry.DirectoryEntry;
  }

  private static ShellText one(String path, @CompileTimeConstant String what) {
    return ifThere(TreePath.parent(path).orElse(""), what, ShellText.word(TreePath.name(path)));
  }

  private static void folder(String path, int mode, List<ShellText> lines) {
    lines.add(
        BatchScript.at(TreePath.parent(path).orElse(""))
            .plus(" && clova_folder_back ")
            .plus(ShellText.word(TreePath.name(path)))
            .plus(" ")
            .plus(ShellText.word("%04o".formatted(mode))));
  }
}
